import { clientScript, styleSheet } from './client-script.ts';
import { html, type Markup, page } from './markup.ts';
import { type DemoMessage, demoMessages, sourceOf } from './messages.ts';
import { AGENT } from './people.ts';
import { type Answer, NOT_THERE, type PageLanguage, type Running, serve } from './serve.ts';

const WORDS = {
  en: {
    product: 'Teabowl Mail',
    inbox: 'Inbox',
    sent: 'Sent',
    reply: 'Reply',
    open: 'Open in full',
    source: 'Source',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    body: 'Message',
    send: 'Send',
    back: 'Back to the list',
    choose: 'Choose a message',
    demo: 'Demo: nothing leaves this computer.',
    other: '中文',
  },
  zh: {
    product: '一盏邮箱',
    inbox: '收件箱',
    sent: '已发送',
    reply: '回复',
    open: '打开全文',
    source: '源文件',
    from: '发件人',
    to: '收件人',
    subject: '主题',
    body: '正文',
    send: '发送',
    back: '回到列表',
    choose: '请选择一封邮件',
    demo: '演示邮箱：所有内容只在本机。',
    other: 'English',
  },
} as const satisfies Record<PageLanguage, Record<string, string>>;
type Words = (typeof WORDS)[PageLanguage];

interface Scene {
  readonly words: Words;
  readonly language: PageLanguage;
  readonly folder: DemoMessage['folder'];
  readonly messages: readonly DemoMessage[];
  readonly now: number;
}

/**
 * The demo mailbox. Its pages carry the marks by which self-hosted webmail of Roundcube's kind is told and read
 * (addresses, ids and classes), so that the built-in recipe works on them; all else is the demo's own.
 * @param now epoch ms that the messages' dates count back from
 */
export function startMailbox(now: number): Promise<Running> {
  const all = demoMessages(now);
  return serve(async ({ url, language }): Promise<Answer> => {
    if (url.pathname === '/program/js/app.js')
      return { type: 'text/javascript', body: await clientScript('mailbox-client') };
    if (url.pathname === '/mail.css') return { type: 'text/css', body: await styleSheet('mailbox') };
    if (url.pathname !== '/') return NOT_THERE;
    const folder = url.searchParams.get('_mbox') === 'Sent' ? 'Sent' : 'INBOX';
    const messages = all.filter((message) => message.folder === folder);
    const scene: Scene = { words: WORDS[language], language, folder, messages, now };
    const uid = Number(url.searchParams.get('_uid') ?? url.searchParams.get('_reply_uid'));
    const message = messages.find((one) => one.uid === uid);
    switch (url.searchParams.get('_action')) {
      case null:
        return document(scene, 'mailbox', listBody(scene));
      case 'preview':
      case 'show':
        if (!message) return NOT_THERE;
        return document(scene, url.searchParams.has('_framed') ? 'framed' : 'full', messageBody(scene, message));
      case 'compose':
        return message ? document(scene, 'compose', composeBody(scene, message)) : NOT_THERE;
      case 'viewsource':
        return message ? { type: 'text/plain', body: sourceOf(message) } : NOT_THERE;
      default:
        return NOT_THERE;
    }
  });
}

function document({ words, language }: Scene, kind: string, body: Markup): Answer {
  const head = html`<link rel="stylesheet" href="/mail.css"><link rel="icon" href="data:,"><script src="/program/js/app.js"></script><script>rcmail.set_env({"username":"${AGENT.email}"});</script>`;
  const text = page({
    language: language === 'zh' ? 'zh-CN' : 'en',
    title: words.product,
    head,
    body: html`<body class="${kind}">${body}</body>`,
  });
  return { type: 'text/html', body: text };
}

const address = (to: { mbox: string; action?: string; uid?: number; framed?: boolean }): string => {
  const query = new URLSearchParams({ _task: 'mail', _mbox: to.mbox });
  if (to.action) query.set('_action', to.action);
  if (to.uid !== undefined) query.set(to.action === 'compose' ? '_reply_uid' : '_uid', String(to.uid));
  if (to.framed) query.set('_framed', '1');
  return `/?${query}`;
};

const contact = ({ name, email }: { name: string; email: string }): Markup =>
  html`<span class="adr"><a class="rcmContactAddress" href="mailto:${email}" title="${email}">${name}</a></span>`;

function shortDate(at: number, { language, now }: Scene): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const options: Intl.DateTimeFormatOptions = isToday
    ? { hour: '2-digit', minute: '2-digit' }
    : { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', options).format(at);
}

function listBody(scene: Scene): Markup {
  const { words, folder, messages, language } = scene;
  const folders = [
    { mbox: 'INBOX', label: words.inbox, kind: 'inbox' },
    { mbox: 'Sent', label: words.sent, kind: 'sent' },
  ];
  const other = language === 'zh' ? 'en' : 'zh';
  return html`<header class="bar"><strong class="brand">${words.product}</strong><span class="note">${words.demo}</span><a class="quiet" href="/?_task=mail&_mbox=${folder}&lang=${other}">${words.other}</a></header>
<div class="columns"><nav><ul id="mailboxlist">${folders.map(
    ({ mbox, label, kind }) =>
      html`<li class="mailbox ${kind}${mbox === folder ? ' selected' : ''}"><a href="${address({ mbox })}"${mbox === folder ? html` aria-current="page"` : ''}>${label}</a></li>`,
  )}</ul><p class="owner">${AGENT.email}</p></nav>
<main class="list"><table id="messagelist"><tbody>${messages.map((message) => row(message, scene))}</tbody></table></main>
<section class="preview"><p class="hint">${words.choose}</p><iframe id="messagecontframe" name="messagecontframe" title="${words.body}" src="about:blank" hidden></iframe></section></div>`;
}

function row(message: DemoMessage, scene: Scene): Markup {
  const shown = message.folder === 'Sent' ? message.to : [message.from];
  const href = address({ mbox: message.folder, action: 'preview', uid: message.uid, framed: true });
  return html`<tr class="message${message.isUnread ? ' unread' : ''}" id="rcmrow${message.uid}" data-href="${href}" tabindex="0"><td><span class="fromto">${shown.map(contact)}</span><span class="date">${shortDate(message.sentAt, scene)}</span><span class="subject">${message.subject}</span></td></tr>`;
}

function messageBody(scene: Scene, message: DemoMessage): Markup {
  const { words, language } = scene;
  const at = { mbox: message.folder, uid: message.uid };
  const date = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return html`<div id="toolbar-menu"><a class="reply button primary" target="_top" href="${address({ ...at, action: 'compose' })}">${words.reply}</a><a class="button" target="_top" href="${address({ ...at, action: 'show' })}">${words.open}</a><a class="button" target="_blank" href="${address({ ...at, action: 'viewsource' })}">${words.source}</a><a class="button back" target="_top" href="${address({ mbox: message.folder })}">${words.back}</a></div>
<div id="message-header"><h1 class="subject">${message.subject}</h1><table class="header-headers"><tbody><tr><th>${words.from}</th><td class="header from">${contact(message.from)}</td></tr><tr><th>${words.to}</th><td class="header to">${message.to.map(contact)}</td></tr></tbody></table><time datetime="${new Date(message.sentAt).toISOString()}">${date.format(message.sentAt)}</time></div>
<div id="messagebody">${message.paragraphs.map((text) => html`<p>${text}</p>`)}</div>`;
}

function composeBody({ words }: Scene, message: DemoMessage): Markup {
  const [to] = message.folder === 'Sent' ? message.to : [message.from];
  const subject = /^(re|回复)[:：]/i.test(message.subject) ? message.subject : `Re: ${message.subject}`;
  return html`<form id="composebody" action="/" method="get"><input type="hidden" name="_task" value="mail"><input type="hidden" name="_mbox" value="Sent">
<label>${words.from}<select id="_from"><option>${AGENT.name} <${AGENT.email}></option></select></label>
<label id="compose_to">${words.to}<textarea id="_to" rows="1">${to ? `${to.name} <${to.email}>` : ''}</textarea></label>
<label>${words.subject}<input value="${subject}"></label>
<label>${words.body}<textarea rows="14"></textarea></label>
<div class="formbuttons"><button class="button primary send">${words.send}</button><a class="button" href="${address({ mbox: message.folder })}">${words.back}</a><span class="note">${words.demo}</span></div></form>`;
}
