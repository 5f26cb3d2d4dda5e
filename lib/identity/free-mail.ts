// Providers where a shared domain says nothing about working together.
const DOMAINS = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'live.cn', 'msn.com', 'icloud.com'],
  ...['me.com', 'mac.com', 'aol.com', 'ymail.com', 'rocketmail.com', 'zoho.com', 'fastmail.com', 'hey.com', 'duck.com'],
  ...['proton.me', 'protonmail.com', 'pm.me', 'tutanota.com', 'tuta.com', 'tuta.io', 'mail.com', 'email.com'],
  ...['qq.com', 'vip.qq.com', 'foxmail.com', '163.com', 'vip.163.com', '126.com', 'vip.126.com', 'yeah.net', '188.com'],
  ...[
    'sina.com',
    'sina.cn',
    'vip.sina.com',
    'sohu.com',
    'aliyun.com',
    '139.com',
    '189.cn',
    'wo.cn',
    '21cn.com',
    'tom.com',
  ],
  ...[
    'web.de',
    't-online.de',
    'freenet.de',
    'posteo.de',
    'mailbox.org',
    'orange.fr',
    'free.fr',
    'laposte.net',
    'sfr.fr',
  ],
  ...[
    'libero.it',
    'virgilio.it',
    'tiscali.it',
    'btinternet.com',
    'sky.com',
    'talktalk.net',
    'comcast.net',
    'verizon.net',
  ],
  ...[
    'att.net',
    'mail.ru',
    'bk.ru',
    'inbox.ru',
    'list.ru',
    'rambler.ru',
    'ya.ru',
    'ukr.net',
    'wp.pl',
    'o2.pl',
    'onet.pl',
  ],
  ...['interia.pl', 'seznam.cz', 'naver.com', 'daum.net', 'hanmail.net', 'kakao.com', 'docomo.ne.jp', 'ezweb.ne.jp'],
  ...['softbank.ne.jp', 'i.softbank.jp', 'pchome.com.tw', 'hinet.net', 'seed.net.tw', 'rediffmail.com', 'uol.com.br'],
  ...[
    'bol.com.br',
    'terra.com.br',
    'shaw.ca',
    'rogers.com',
    'bigpond.com',
    'telstra.com',
    'iinet.net.au',
    'xtra.co.nz',
  ],
]);
// One provider, many countries.
const FAMILIES = /^(?:yahoo|hotmail|outlook|live|gmx|yandex|aol)\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/;

/** Whether anybody can have an address at this domain, so that two people there need not be colleagues. */
export function isFreeMail(domain: string): boolean {
  return DOMAINS.has(domain) || FAMILIES.test(domain);
}
