import type { Customer } from '../domain/customer.ts';
import type { OrderStatus } from '../domain/order.ts';

// What platforms call the states of an order, in the languages they export in. Keys without blanks, marks and case.
const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  open:
    'open pending unpaid draft new created onhold awaitingpayment pendingpayment waitingforpayment topay checkoutdraft ' +
    '待付款 等待买家付款 未付款 等待付款 待支付 未支付 尚未付款 等待買家付款 待成团 待确认 已下单',
  paid:
    'paid authorized partiallypaid processing confirmed complete_paid unshipped partiallyshipped pendingshipment readytoship ' +
    'toship topack packed awaitingshipment awaitingfulfillment paymentreceived inprogress paidandunshipped ' +
    '已付款 买家已付款 等待卖家发货 待发货 已支付 等待发货 等待出库 未发货 备货中 已接单 已成团待发货 待出貨 待出货 尚未出貨 處理中 处理中 已付款待发货 ' +
    '买家已付款等待卖家发货 待揽收 部分发货 等待打印 拣货中',
  shipped:
    'shipped fulfilled dispatched shipping intransit outfordelivery toreceive partiallydelivered shippedwaitingfordelivery ' +
    '已发货 卖家已发货 等待买家确认收货 已发货待签收 待收货 运输中 已出貨 運送中 待收貨 等待收货 等待确认收货 配送中 已出库 已揽收 派送中 卖家已发货等待买家确认',
  delivered:
    'delivered completed complete finished received closed_delivered confirmeddelivery orderreceived done ' +
    '已完成 交易成功 完成 已签收 已收货 妥投 已妥投 已送达 已送達 交易完成 已簽收 訂單完成 订单完成 已确认收货',
  cancelled:
    'cancelled canceled voided failed expired declined rejected cancelledbybuyer cancelledbyseller incancel unfulfillable tocancel trash ' +
    '已取消 交易关闭 已关闭 取消 交易取消 关闭 锁定取消 不成立 已失效 订单取消 訂單取消 交易關閉 已關閉 未成立 拒收',
  refunded:
    'refunded fullyrefunded returned return refund returncompleted chargeback ' +
    '已退款 退款成功 退款完成 已全额退款 退货退款 已退货 退貨 退款 已退貨 已退货退款 全额退款 未发货退款成功 已发货退款成功 已收货退款成功 退貨退款',
};

const statusByWord = new Map<string, OrderStatus>();
for (const [status, words] of Object.entries(STATUS_WORDS) as [OrderStatus, string][]) {
  for (const word of words.split(' ')) statusByWord.set(word.replaceAll('_', ''), status);
}

/** A word without what platforms vary: case, blanks, underscores, punctuation, a `wc-` in front, remarks in brackets. */
export const wordKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^wc-/, '')
    .replace(/[(（].*?[)）]/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');

/** What a platform's word for an order's state means for the shop's books; undefined for an unknown word. */
export function readStatus(text: string): OrderStatus | undefined {
  return (
    statusByWord.get(wordKey(text)) ??
    // "已发货，退款成功": the last state counts.
    statusByWord.get(wordKey(text.split(/[,，;；/|]/).at(-1) ?? ''))
  );
}

const SEX_WORDS: ReadonlyMap<string, NonNullable<Customer['sex']>> = new Map(
  Object.entries({
    female: 'female f woman girl mrs ms miss 女 女士 女性 小姐 女生 太太 w 2',
    male: 'male m man boy mr 男 男士 男性 先生 男生 1',
    other: 'other nonbinary x o diverse 其他 其它',
  } as const).flatMap(([sex, words]) =>
    words.split(' ').map((word) => [word, sex as NonNullable<Customer['sex']>] as const),
  ),
);

/** Nothing for words that leave it open. */
const SEX_UNSAID = new Set('unknown unspecified notsaid notspecified undisclosed u n 未知 保密 不详 不詳 0'.split(' '));

/** `unsaid` for words that leave it open, undefined for words that are none. */
export function readSex(text: string): NonNullable<Customer['sex']> | 'unsaid' | undefined {
  const key = wordKey(text);
  return SEX_WORDS.get(key) ?? (SEX_UNSAID.has(key) ? 'unsaid' : undefined);
}

const LANGUAGE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    zh: 'chinese 中文 汉语 漢語 mandarin 华语 國語 国语',
    'zh-CN': 'simplifiedchinese chinesesimplified 简体中文 简中 简体 zhhans zhcn cn',
    'zh-TW': 'traditionalchinese chinesetraditional 繁体中文 繁體中文 繁中 正體中文 繁體 zhhant zhtw',
    en: 'english 英语 英文 英語 anglais englisch',
    ja: 'japanese 日语 日文 日語 日本語',
    ko: 'korean 韩语 韩文 韓語 韓文 한국어',
    de: 'german 德语 德文 德語 deutsch',
    fr: 'french 法语 法文 法語 français',
    es: 'spanish 西班牙语 西班牙文 西班牙語 español',
    it: 'italian 意大利语 義大利文 italiano',
    pt: 'portuguese 葡萄牙语 葡萄牙文 português',
    ru: 'russian 俄语 俄文 俄語 русский',
    th: 'thai 泰语 泰文',
    vi: 'vietnamese 越南语 越南文',
    id: 'indonesian 印尼语 印尼文',
    ms: 'malay 马来语 馬來文',
    nl: 'dutch 荷兰语 荷蘭文 nederlands',
  }).flatMap(([tag, words]) => words.split(' ').map((word) => [word, tag] as const)),
);

/** The BCP 47 tag of a language name or code; undefined for neither. */
export function readLanguage(text: string): string | undefined {
  const named = LANGUAGE_WORDS.get(wordKey(text));
  if (named !== undefined) return named;
  const code = /^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$/.exec(text);
  if (!code) return undefined;
  const [, language = '', script, country] = code;
  return [
    language.toLowerCase(),
    ...(script ? [script.charAt(0).toUpperCase() + script.slice(1).toLowerCase()] : []),
    ...(country ? [country.toUpperCase()] : []),
  ].join('-');
}
