/** What a line of an order says of what was bought; numbers are NaN where it says none. */
export interface GoodsLine {
  readonly sku: string | undefined;
  readonly name: string | undefined;
  readonly quantity: number;
  /** Of the line or of one piece, in minor units. */
  readonly price: number;
}

const KEY_MOST = 200;

/**
 * By what a product is known again: its SKU, otherwise its name, both without regard to case, width and spaces. Absent for what
 * is none: postage, discounts, deposits, what was given back (a negative quantity or price).
 */
export function goodsKey({ sku = '', name = '', quantity, price }: GoodsLine): string | undefined {
  if (quantity <= 0 || price < 0) return undefined;
  const [code, words] = [plain(sku), plain(name)];
  if (NO_GOODS.has(code) || NO_GOODS.has(words) || NO_GOODS_BEGIN.test(words)) return undefined;
  if (code !== '') return `sku:${code}`;
  return words === '' ? undefined : `name:${words}`;
}

const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim().slice(0, KEY_MOST);

/** Codes and names that shops give to what is no product. Only whole ones: a "shipping box" is a product. */
const NO_GOODS: ReadonlySet<string> = new Set(
  [
    'post,postage,post & packing,postage & packing,postage and packing,p&p,dot,dotcom postage,carriage,shipping,shipping fee',
    'shipping cost,shipping costs,shipping charge,shipping & handling,shipping and handling,ship,delivery,delivery fee',
    'delivery charge,delivery cost,freight,handling,handling fee,versand,versandkosten,porto,lieferung,frais de port,livraison',
    'discount,coupon,voucher,rabatt,gutschein,gift card,gift voucher,gift wrap,gift wrapping,tip,deposit,adjust,adjustment',
    'bank charges,amazonfee,amazon fee,payment fee,cash on delivery fee,tax,vat,mwst',
    '差价,差價,折扣,优惠,優惠,优惠券,優惠券,红包,紅包,礼品卡,禮品卡,包装费,包裝費,手续费,手續費,定金,订金,訂金,税费,稅費',
  ].flatMap((line) => line.split(',')),
);
const NO_GOODS_BEGIN = /^(?:补|補)?(?:运费|邮费|運費|郵費|快递费|快遞費|配送费|配送費|差价|差價|邮资|郵資)/u;
