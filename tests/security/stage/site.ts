import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody's mail as the site shows it; every value is put into the page as plain text. */
interface ShownMail {
  readonly uid: number;
  readonly email: string;
  readonly name: string;
  readonly subject: string;
  /** What the message says. */
  readonly body?: string;
}

interface ShownOrder {
  readonly id: number;
  readonly number: string;
  readonly account: string;
  readonly buyer: string;
  readonly statusLabel: string;
  readonly lines: readonly string[];
}

export interface Site {
  readonly origin: string;
  /** Path and query of everything that was asked of the site, in order. */
  readonly requests: readonly string[];
  /** A page at this path from now on. @returns its address */
  serve(path: string, html: string): string;
  /** An answer that never ends: what waits for it waits for good. @returns its address */
  serveNever(path: string): string;
  /**
   * Address of a message in the shape of a webmail's full view.
   * @param head markup put into the page's head as it is @param headers sent along with the page
   */
  mail(mail: ShownMail, head?: string, headers?: Readonly<Record<string, string>>): string;
  /** Address of an order in the shape of a shop console's order page. */
  order(order: ShownOrder): string;
  close(): Promise<void>;
}

const text = (value: string) =>
  value.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** A site of our own on loopback that may do to us whatever a page can do. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, string | null>();
  const headersOf = new Map<string, Readonly<Record<string, string>>>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const page = pages.get(path);
    if (page === null) return;
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': path.includes('viewsource') ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
      ...headersOf.get(path),
    });
    response.end(page ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const put = (path: string, page: string | null): string => {
    pages.set(path, page);
    return origin + path;
  };
  return {
    origin,
    requests,
    serve: put,
    serveNever: (path) => put(path, null),
    mail(mail, head = '', headers = {}) {
      headersOf.set(`/mail/?_task=mail&_action=show&_uid=${mail.uid}&_mbox=INBOX`, headers);
      put(
        `/mail/?_task=mail&_action=viewsource&_uid=${mail.uid}&_mbox=INBOX`,
        `From: <${mail.email}>\r\nMessage-ID: <m${mail.uid}@hostile.example>\r\nDate: Mon, 05 Oct 2026 10:00:00 +0800\r\n\r\n`,
      );
      return put(`/mail/?_task=mail&_action=show&_uid=${mail.uid}&_mbox=INBOX`, mailPage(mail, head));
    },
    order: (order) => put(`/admin/orders/${order.id}`, orderPage(order)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const mailPage = (
  { uid, email, name, subject, body = 'Hello' }: ShownMail,
  head: string,
) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Mail</title><link rel="icon" href="data:,">
<script type="text/plain" src="program/js/app.min.js"></script>
<script>var rcmail = { set_env() {} }; rcmail.set_env({"task":"mail","username":"agent@desk.example","uid":"${uid}"});</script>
${head}</head><body>
<input id="own" aria-label="A field of the page">
<div id="messageheader"><h2 class="subject">${text(subject)}</h2>
<div class="message-headers"><table class="headers-table"><tbody>
<tr><td class="header from"><span class="adr"><a class="rcmContactAddress" href="mailto:${text(email)}" title="${text(email)}">${text(name)}</a></span></td></tr>
<tr><td class="header to"><span class="adr"><a class="rcmContactAddress" href="mailto:agent@desk.example" title="agent@desk.example">Desk</a></span></td></tr>
</tbody></table></div></div>
<div id="messagebody"><p>${text(body)}</p></div>
</body></html>`;

const orderPage = ({
  id,
  number,
  account,
  buyer,
  statusLabel,
  lines,
}: ShownOrder) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,"></head><body>
<vdr-root><vdr-app-shell><ul class="breadcrumbs"><li>Orders</li><li title="${text(number)}">${text(number)}</li></ul>
<div class="content-area"><vdr-order-detail>
<vdr-order-data-table id="order-detail-list"><table><thead><tr><th>Product variant</th><th>SKU</th><th>Unit price</th><th>Quantity</th><th>Total</th></tr></thead><tbody>
${lines.map((line) => `<tr><td><a href="/admin/variants/1">${text(line)}</a></td><td>S-1</td><td><div class="unit-price">$1.00</div></td><td><div class="flex"><div>1</div></div></td><td><div class="unit-price">$1.00</div></td></tr>`).join('\n')}
<tr class="total"><td>=</td><td></td><td></td><td></td><td class="clr-align-middle">$1.00</td></tr></tbody></table></vdr-order-data-table>
<vdr-order-state-label><vdr-chip class="SomethingOfTheShops"><div class="chip-label">${text(statusLabel)}</div></vdr-chip></vdr-order-state-label>
<vdr-customer-label><a href="/admin/customer/customers/${text(account)}">${text(buyer)}</a></vdr-customer-label>
<vdr-page-entity-info><div class="property"><div class="value">${id}</div></div></vdr-page-entity-info>
</vdr-order-detail></div></vdr-app-shell></vdr-root></body></html>`;
