// The characters that names, addresses and orders are full of, in both scripts. Decoded in the wrong encoding a text
// has hardly any of them.
const FREQUENT = new Set(
  '的一是不了人我在有他这这中大来上国國个個到说說们為为子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可她里後后小么心多天而能好都然没日于起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長二四五六七八九零〇万萬元' +
    '省市区區县縣镇鎮乡鄉村路街道巷弄号號栋棟楼樓单單室层層座园園小区花广廣场場东東南西北京上海天津重庆慶河山湖江苏蘇浙安福建台台灣湾湾州广广四川贵贵云雲陕陝甘青宁寧夏新疆内内蒙古西藏吉林黑龙龍辽遼高雄臺北中桃园新竹香港九龍澳门門' +
    '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙万段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文' +
    '伟偉芳娜敏静靜丽麗强強磊军軍洋勇艳艷杰傑娟涛濤明超秀英霞平刚剛桂华華玉萍红紅玲建国志雪梅婷慧莹怡君雅淑惠美珍俊宏信家豪宗翰冠' +
    '订訂单单编編号姓名电電话話机機址邮郵箱客户戶买買卖賣家收货貨付款金额額数數量价價总總计計商品名称稱规規格颜顏色尺码碼状狀态態时间間日期备備注註留言快递遞发物流公司店铺鋪会员員昵暱称性别別男女生日标標签籤支交易成功关關闭閉退完成待取消运運费費优優惠实實应應付款件',
);

// The level 1 rows of both national sets: the 3,755 and 5,401 characters their makers held for common.
let common: Set<string> | undefined;
function commonHan(): Set<string> {
  if (common) return common;
  const rows = (encoding: string, leads: readonly [number, number], trails: readonly number[]) => {
    const bytes: number[] = [];
    for (let lead = leads[0]; lead <= leads[1]; lead++) for (const trail of trails) bytes.push(lead, trail);
    return new TextDecoder(encoding).decode(new Uint8Array(bytes));
  };
  const high = range(0xa1, 0xfe);
  common = new Set(rows('gb18030', [0xb0, 0xd7], high) + rows('big5', [0xa4, 0xc6], [...range(0x40, 0x7e), ...high]));
  return common;
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/**
 * How much the characters beyond ASCII look like Chinese as people write it, 0 to 1: 1 for the frequent ones, less
 * for common ones and punctuation, nothing for rare characters, kana, Cyrillic and box drawings, which is what one
 * Chinese encoding turns into when read as another.
 */
export function hanPlausibility(text: string): number {
  const ordinary = commonHan();
  let seen = 0;
  let sum = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    seen++;
    if (FREQUENT.has(char)) sum += 1;
    else if (code >= 0x4e00 && code <= 0x9fff) sum += ordinary.has(char) ? 0.6 : 0.05;
    else if (isPunctuation(code)) sum += 0.7;
    else if (code >= 0xe000 && code <= 0xf8ff) sum -= 0.5;
  }
  return seen === 0 ? 0 : Math.max(0, sum / seen);
}

const isPunctuation = (code: number) =>
  (code >= 0x3001 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e) || SIGNS.has(code);
const SIGNS = new Set([...'　“”‘’—…·￥×℃'].map((char) => char.charCodeAt(0)));

/** How much the characters beyond ASCII look like those of a western European language, 0 to 1: single letters within words. */
export function westernPlausibility(text: string): number {
  let seen = 0;
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    seen++;
    const alone = text.charCodeAt(at - 1) < 0x80 || text.charCodeAt(at + 1) < 0x80;
    const inWord = isLatin(text.charCodeAt(at - 1)) || isLatin(text.charCodeAt(at + 1));
    if (code >= 0xc0 && code <= 0xff && code !== 0xd7 && code !== 0xf7) sum += inWord && alone ? 0.9 : 0.1;
    else if ('‘’“”–—…€£©®™°·«»§½¡¿\u00a0'.includes(text.charAt(at))) sum += alone ? 0.6 : 0.1;
    else if (code < 0xa0) sum -= 0.5;
  }
  return seen === 0 ? 0 : Math.max(0, sum / seen);
}

const isLatin = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
