import { AGENT, personOf } from './people.ts';

export interface DemoMessage {
  readonly uid: number;
  readonly folder: 'INBOX' | 'Sent';
  readonly from: { readonly name: string; readonly email: string };
  readonly to: readonly { readonly name: string; readonly email: string }[];
  readonly subject: string;
  readonly sentAt: number;
  readonly isUnread: boolean;
  readonly paragraphs: readonly string[];
  /** Header fields besides the usual ones. */
  readonly fields: readonly (readonly [string, string])[];
}

const HOUR_MS = 3_600_000;
const me = { name: AGENT.name, email: AGENT.email };
const customer = (key: string) => ({ name: personOf(key).name, email: personOf(key).email });

type Draft = Pick<DemoMessage, 'from' | 'subject' | 'paragraphs'> &
  Partial<Pick<DemoMessage, 'to' | 'folder' | 'fields' | 'isUnread'>> & { readonly hoursAgo: number };

const DRAFTS: readonly Draft[] = [
  {
    from: customer('lin'),
    subject: '订单 TB2107 能改收货地址吗？',
    hoursAgo: 0.4,
    isUnread: true,
    paragraphs: [
      '你好，梅：',
      '上周下的 TB2107（六只盖碗和一个茶盘）能不能改送到茶室的新址？龙井路 18 号搬到了 26 号，电话不变。',
      '另外，上次的紫砂壶客人都说好，下个月我们想再要四把，有老客户价吗？',
      '林晓雯',
    ],
  },
  {
    from: { name: 'Teabowl shop', email: 'no-reply@teabowl-shop.example' },
    subject: 'New order TB2108',
    hoursAgo: 7,
    isUnread: true,
    fields: [['Auto-Submitted', 'auto-generated']],
    paragraphs: [
      'You have a new order.',
      `Customer: ${personOf('oliver').name}`,
      `Email: ${personOf('oliver').email}`,
      `Phone: ${personOf('oliver').phone}`,
      '40 × Stoneware rice bowl, 12 × Tasting cups, set of six. Paid by card.',
    ],
  },
  {
    from: customer('emma'),
    subject: 'One of the cup sets arrived broken',
    hoursAgo: 9,
    isUnread: true,
    paragraphs: [
      'Hello Mei,',
      'Order TB2106 came today. Three sets are lovely, but in the fourth two cups have a crack right through. The box had been dropped, I think.',
      'Our guests arrive on the 28th. Could you send replacements before then, or refund that set?',
      'Emma',
    ],
  },
  {
    from: { name: 'Priya Raman', email: 'priya.raman@studio-neem.example' },
    subject: 'Wholesale prices for a new café?',
    hoursAgo: 21,
    paragraphs: [
      'Hi,',
      'We open a small café in Bristol this spring and love your stoneware. What would 60 bowls cost us, and how long would they take?',
      'Priya Raman, Studio Neem',
      'Phone: +44 117 496 0188',
    ],
  },
  {
    from: customer('zhang-home'),
    subject: '花瓶收到了，很满意',
    hoursAgo: 30,
    paragraphs: [
      '您好，',
      '两只影青花瓶今天收到了，釉色比照片还好看，摆在书房正合适。',
      '以后有新的颜色请告诉我一声。',
      '兰亭家居 张伟',
    ],
  },
  {
    from: customer('zhang-studio'),
    subject: '上次取消的茶盘，想重新下单',
    hoursAgo: 52,
    paragraphs: [
      '您好，',
      '上次因为项目延期取消了三个茶盘，现在项目重新开始了。还能按原来的价格做吗？这次要五个。',
      '南山设计 张伟',
    ],
  },
  {
    from: { name: 'Independent Shops Weekly', email: 'weekly@lists.indieshops.example' },
    to: [{ name: 'Independent Shops Weekly', email: 'weekly@lists.indieshops.example' }],
    subject: 'This week: postage goes up, packaging goes down',
    hoursAgo: 60,
    fields: [
      ['List-Id', 'Independent Shops Weekly <weekly.lists.indieshops.example>'],
      ['Precedence', 'list'],
    ],
    paragraphs: [
      'Three things for shops like yours this week: new parcel prices, a comparison of paper fillings, and a reader who ships tea bowls without a single piece of plastic.',
    ],
  },
  {
    from: customer('chou'),
    subject: '請問有沒有適合書店的小花瓶？',
    hoursAgo: 75,
    paragraphs: [
      '你好，',
      '上次買的小花瓶放在櫃檯，好多客人問是哪裡買的。我們想進一批寄賣，大約二十只，請問有折扣嗎？',
      '豐原書店 周美琪',
    ],
  },
  {
    from: { name: 'Bao at Teabowl', email: 'bao@teabowl.example' },
    subject: '周五盘点，仓库下午关门',
    hoursAgo: 80,
    paragraphs: ['各位，周五下午两点起盘点，当天的件请在中午前打包好。阿宝'],
  },
  {
    from: customer('oliver'),
    subject: 'Same bowls as last year?',
    hoursAgo: 99,
    paragraphs: [
      'Hi Mei,',
      'We are fitting out another restaurant and would like the same stoneware bowls, forty this time, plus a dozen sets of the tasting cups. I will order through the shop as usual.',
      'Please pack them double; last time two came chipped.',
      'Oliver',
    ],
  },
  {
    from: me,
    to: [customer('lin')],
    folder: 'Sent',
    subject: '回复：紫砂壶什么时候补货',
    hoursAgo: 210,
    paragraphs: ['晓雯你好，紫砂壶下周二到货，我给你留了两把，今天内把链接发给你。', '梅'],
  },
  {
    from: me,
    to: [customer('emma')],
    folder: 'Sent',
    subject: 'Re: Delivery time to Manchester',
    hoursAgo: 260,
    paragraphs: [
      'Hello Emma,',
      'It takes six to eight working days. I will send you the tracking number by Friday.',
      'Mei',
    ],
  },
];

/** The demo mailbox, newest first; dates count back from `now` (epoch ms). */
export function demoMessages(now: number): DemoMessage[] {
  return DRAFTS.map(({ hoursAgo, ...draft }, index) => ({
    to: [me],
    folder: 'INBOX' as const,
    isUnread: false,
    fields: [],
    ...draft,
    uid: DRAFTS.length - index,
    sentAt: Math.floor((now - hoursAgo * HOUR_MS) / 1000) * 1000,
  }));
}

const word = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
const mailbox = ({ name, email }: { name: string; email: string }): string => `${word(name)} <${email}>`;

/** The message as it would have been sent (RFC 5322), for the mailbox's "view source". */
export function sourceOf(message: DemoMessage): string {
  const fields: readonly (readonly [string, string])[] = [
    ['From', mailbox(message.from)],
    ['To', message.to.map(mailbox).join(', ')],
    ['Subject', word(message.subject)],
    ['Date', new Date(message.sentAt).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', messageId(message)],
    ...message.fields,
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=UTF-8'],
    ['Content-Transfer-Encoding', '8bit'],
  ];
  return `${fields.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${message.paragraphs.join('\r\n\r\n')}\r\n`;
}

/** The same in every run, so that a message seen twice is one message. */
export const messageId = ({ uid }: DemoMessage): string => `<demo-${uid}@mail.teabowl.example>`;
