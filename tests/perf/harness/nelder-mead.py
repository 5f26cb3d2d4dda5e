"""The same penalised likelihood of MBG/NBD, fitted by scipy's Nelder-Mead. Rows as JSON in, one JSON line out."""
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln

data = json.load(sys.stdin)
x, tx, T, weight = (np.array(data[name], float) for name in ("x", "tx", "T", "weight"))
prior = np.log([0.5, 0.25 * data["meanT"], 0.8, 2.0])


def loss(logs):
    r, alpha, a, b = np.exp(logs)
    stayed = betaln(a, b + x + 1) - (r + x) * np.log(alpha + T)
    left = betaln(a + 1, b + x) - (r + x) * np.log(alpha + tx)
    rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b)
    return 0.5 * ((logs - prior) ** 2).sum() - (weight * (rate + np.logaddexp(stayed, left))).sum()


began = time.perf_counter()
found = minimize(loss, prior, method="Nelder-Mead", options={"maxiter": 10000, "maxfev": 10000})
seconds = time.perf_counter() - began
print(json.dumps({"ms": seconds * 1000, "evaluations": int(found.nfev), "params": list(np.exp(found.x)), "loss": float(found.fun)}))
