import { all } from './anchors.ts';
import { asEmail, asName, asPhone } from './text.ts';

const MAX_CHARS = 20_000;
const MAX_NODES = 6_000;
const MAX_FOUND = 20;
const BLOCKS = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE BR DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'TITLE']);

// What shop notices and contact forms write before a person's particulars, in the languages they come in.
const NAME_LABEL =
  /^(?:customer|customer name|buyer|name|full name|contact|from|姓名|名字|买家|買家|客户|客戶|顾客|顧客|收件人|收货人|收貨人|联系人|聯絡人|联系人姓名|发件人|寄件者)$/i;
const PHONE_LABEL =
  /^(?:phone|phone number|tel|telephone|mobile|cell|手机|手機|手机号|电话|電話|联系电话|聯絡電話|联系方式)$/i;
const ADDRESS = /[^\s<>()[\]"',;:：，；。、|]{1,64}@[^\s<>()[\]"',;:：，；。、|]{3,255}/gu;
const INTERNATIONAL = /(?<![\w+])\+\d[\d\s().-]{6,24}\d/g;

// Four characters at least, one of them a digit; a date, a price and a telephone number are told apart later.
const NUMBER =
  /(?<![\p{Script=Latin}\d@./*-])(?=[A-Za-z/_-]{0,12}\d)[A-Za-z0-9]{1,24}(?:[-_/][A-Za-z0-9]{1,24}){0,4}(?![@\w])/gu;
const BEFORE_NUMBER = 40;
const AFTER_NUMBER = 4;
const MAX_PIECE = 110;
const QUOTE_BEGINS =
  /^(?:-{2,}\s*(?:original message|forwarded message|原始邮件|原始郵件)|on .{5,200} wrote:$|(?:在|于|於).{4,100}[写寫]道[:：]?$|am .{5,200} schrieb .{1,100}:$|le .{5,200} a écrit\s?:$|_{10,})/iu;

export interface BodyFacts {
  emails: string[];
  phones: string[];
  names: string[];
  /** Absent where the text names no number. */
  numbers?: string[];
}

/** What a message's own text says of people: addresses, numbers and labelled names. Reads at most 20,000 characters. */
export function readBody(container: Element, without: string | undefined): BodyFacts {
  const text = linesOf(container, new Set(without === undefined ? [] : all(container, without)));
  const emails = new Map<string, string>();
  const phones = new Set<string>();
  const names = new Set<string>();
  const keepEmail = (raw: string | undefined) => {
    const email = asEmail(raw?.replace(/^[.*_-]+|[.!?*_-]+$/g, ''));
    if (email && emails.size < MAX_FOUND) emails.set(email.toLowerCase(), emails.get(email.toLowerCase()) ?? email);
  };
  for (const found of text.matchAll(ADDRESS)) keepEmail(found[0]);
  for (const line of text.split('\n')) {
    const [, label = '', rest = ''] = /^[\s>*]*([^:：\t]{1,20}?)\s*[:：\t]\s*(.{1,300})$/u.exec(line) ?? [];
    const value = rest.trim();
    if (NAME_LABEL.test(label)) {
      const name = asName(value.replace(/[<(（[].*$/u, '').trim());
      if (name && !name.includes('@') && names.size < MAX_FOUND) names.add(name);
    } else if (PHONE_LABEL.test(label)) {
      const phone = asPhone(value);
      if (phone && phones.size < MAX_FOUND) phones.add(phone);
    }
    for (const found of line.matchAll(INTERNATIONAL)) {
      const phone = asPhone(found[0]);
      if (phone && phones.size < MAX_FOUND) phones.add(phone);
    }
  }
  const numbers = numbersIn(text);
  return {
    ...{ emails: [...emails.values()], phones: [...phones], names: [...names] },
    ...(numbers.length > 0 ? { numbers } : {}),
  };
}

/**
 * Pieces of the text around whatever may be the number of an order: which of them are is for others to say. Lines that
 * quote an earlier message begin with `>`.
 */
function numbersIn(text: string): string[] {
  const found = new Set<string>();
  let isQuoted = false;
  for (const line of text.split('\n')) {
    isQuoted ||= QUOTE_BEGINS.test(line.trim());
    // A telephone number is none, nor is any part of it.
    const others = line.replace(INTERNATIONAL, (phone) => ' '.repeat(phone.length));
    for (const { 0: number, index } of others.matchAll(NUMBER)) {
      if (number.length < 4) continue;
      if (found.size >= MAX_FOUND) return [...found];
      const piece = line.slice(Math.max(0, index - BEFORE_NUMBER), index + number.length + AFTER_NUMBER).trim();
      const words = piece.replace(/\s+/g, ' ').slice(0, MAX_PIECE);
      found.add(isQuoted || /^\s*>/.test(line) ? `> ${words.replace(/^[>\s]+/, '')}` : words);
    }
  }
  return [...found];
}

/** The text with a line break where the page shows one, and a tab between cells. */
function linesOf(container: Element, left: ReadonlySet<Element>): string {
  let text = '';
  let seen = 0;
  const walk = (node: Node): void => {
    for (
      let child = node.firstChild;
      child && text.length < MAX_CHARS && ++seen < MAX_NODES;
      child = child.nextSibling
    ) {
      if (child.nodeType === Node.TEXT_NODE) {
        text += (child.nodeValue ?? '').slice(0, MAX_CHARS - text.length);
        continue;
      }
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      const name = (child as Element).tagName.toUpperCase();
      if (SILENT.has(name) || left.has(child as Element)) continue;
      const block = BLOCKS.has(name);
      if (block) text += '\n';
      walk(child);
      if (name === 'TD' || name === 'TH') text += '\t';
      else if (block) text += '\n';
    }
  };
  walk(container);
  return text;
}
