import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomFrom } from './stats.ts';

// Pages of the size of a webmail's, for what the real one cannot be asked to do: to hold no person, to change ten
// thousand times in one go, to list fifty people. Where it has the shape of Roundcube, it is the shape the recipe reads.

export interface Webmail {
  readonly origin: string;
  /** A page with nobody on it, of a site that no recipe knows. */
  readonly plain: string;
  /** The same as Roundcube's settings: its recipe is picked, no view of it fits. */
  readonly settings: string;
  /** A list of these senders; opens messages in its preview frame. */
  list(addresses: readonly string[]): string;
  close(): Promise<void>;
}

const NODES = 7300;

/** Starts a server of such pages. */
export async function startWebmail(): Promise<Webmail> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript');
      response.end('');
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (url.searchParams.get('_action') === 'preview') response.end(message(url.searchParams.get('from') ?? ''));
    else if (url.pathname === '/plain') response.end(heavyPage(''));
    else if (url.searchParams.get('_task') === 'settings') response.end(heavyPage(ROUNDCUBE_SIGN));
    else response.end(listPage(url.searchParams.getAll('from')));
  });
  const origin = await listen(server);
  return {
    origin,
    plain: `${origin}/plain`,
    settings: `${origin}/?_task=settings&_action=preferences`,
    list: (addresses) => `${origin}/?${new URLSearchParams([['_task', 'mail'], ...addresses.map((a) => ['from', a])])}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

const ROUNDCUBE_SIGN = '<script src="/program/js/app.min.js"></script><ul id="mailboxlist"></ul>';

/** A settings-like page of many elements; `data-address` is what the floor extension looks for. */
function heavyPage(head: string): string {
  const random = randomFrom(7);
  const words = 'order refund invoice size colour parcel customs deadline sample price thanks discount'.split(' ');
  const word = () => words[random(words.length)];
  const rows: string[] = [];
  for (let nodes = 0; nodes < NODES; nodes += 9) {
    rows.push(
      `<div class="row r${random(40)}"><span class="chip">${word()}</span><b>${word()} ${word()}</b><p><i>${word()}</i> ` +
        `<a href="#${nodes}">${word()}</a> <em>${word()}</em></p><input type="checkbox"><label>${word()}</label></div>`,
    );
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Settings</title>
<script>performance.mark('page-begin')</script><style>.row{display:flex;gap:8px;padding:4px}main{height:90vh;overflow:auto}</style></head>
<body>${head}<main data-address="somebody@example.test">${rows.join('\n')}</main></body></html>`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function listPage(addresses: readonly string[]): string {
  const rows = addresses.map(
    (address, index) =>
      `<tr id="rcmrow${index}" class="message"><td class="subject"><span class="fromto"><span class="adr"><span title="${escaped(address)}" class="rcmContactAddress">Person ${index}</span></span></span>` +
      `<span class="subject"><a href="#">Message ${index}</a></span></td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inbox</title>
<script>performance.mark('page-begin')</script></head><body>
<script src="/program/js/app.min.js"></script><ul id="mailboxlist"><li class="mailbox inbox selected"><a>Inbox</a></li></ul>
<table id="messagelist"><tbody>${rows.join('\n')}</tbody></table>
<iframe id="messagecontframe" name="messagecontframe" src="about:blank" style="width:700px;height:400px"></iframe></body></html>`;
}

function message(address: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Message</title></head><body>
<script src="/program/js/app.min.js"></script><div id="message-header"><h2 class="subject">Hello</h2>
<table class="header-headers"><tbody><tr><td class="header from"><span class="adr"><span title="${escaped(address)}" class="rcmContactAddress">Sender</span></span></td></tr></tbody></table></div>
<div id="messagebody"><p>Good morning.</p></div></body></html>`;
}
