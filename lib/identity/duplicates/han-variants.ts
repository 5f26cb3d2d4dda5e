// Traditional and simplified forms of the characters most used in names, each pair side by side. Characters with several
// simplified or traditional forms are left out, except where in names one of them is meant (鍾 as a surname is 钟).
const PAIRS =
  '張张陳陈劉刘楊杨黃黄趙赵吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯蕭萧鄧邓許许葉叶蘇苏呂吕盧卢蔣蒋賈贾鍾钟譚谭陸陆鄒邹龍龙萬万湯汤賴赖龐庞韋韦鄔邬嚴严閻阎閆闫聶聂練练樂乐齊齐項项畢毕顧顾龔龚喬乔車车輝辉偉伟麗丽' +
  '華华軍军強强傑杰鳳凤蘭兰紅红國国東东寶宝貴贵榮荣興兴廣广慶庆義义禮礼儀仪誌志學学賢贤穎颖瑩莹潔洁濤涛剛刚鋒锋銘铭鋼钢鐵铁銳锐錦锦鴻鸿鵬鹏飛飞騰腾馳驰驊骅凱凯勝胜勳勋勵励單单嬌娇嬋婵婭娅媽妈嵐岚島岛帥帅' +
  '師师彥彦徑径從从憶忆懷怀戰战揚扬暉晖曉晓會会棟栋楓枫業业權权歡欢歐欧氣气漢汉潤润澤泽濱滨瀟潇灑洒燁烨爍烁爾尔獻献瑋玮瓊琼璽玺璿璇紀纪純纯紋纹細细紹绍結结維维綺绮綠绿緒绪緯纬縈萦繼继續续纓缨羋芈聖圣聰聪' +
  '聯联聲声膽胆臨临莊庄蓮莲蔭荫藍蓝藝艺處处蘊蕴衛卫術术裏里覺觉覽览觀观訊讯記记訓训詠咏詩诗誠诚語语誼谊諾诺謙谦謹谨譯译讓让豐丰貞贞財财貝贝賓宾賀贺贊赞躍跃軒轩輕轻農农連连進进運运達达遠远遙遥邁迈郵邮鄰邻' +
  '鈞钧鈴铃鉅钜銀银錢钱鏡镜長长門门開开閔闵陽阳隊队際际雲云電电霽霁靈灵靜静韻韵頌颂順顺須须領领頡颉顏颜願愿風风養养駿骏鶴鹤鷗鸥麥麦點点齡龄傳传倫伦億亿優优亞亚來来個个倉仓兒儿劍剑動动務务區区參参吶呐員员' +
  '嘯啸圓圆團团堅坚報报壯壮壽寿夢梦奧奥婦妇寧宁實实將将專专對对導导屆届屬属崢峥嶸嵘巖岩帶带幫帮幹干應应愛爱戀恋擁拥攜携數数時时書书條条極极構构標标樹树橋桥樺桦';

const simplified = new Map<string, string>();
const characters = [...PAIRS];
for (let at = 0; at + 1 < characters.length; at += 2) simplified.set(characters[at] ?? '', characters[at + 1] ?? '');

/** The text with traditional characters of names in their simplified form, for comparing only. */
export function toSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character);
}
