/** The demo shop's own people and customers: all invented, all on `.example`. */

export const AGENT = { name: 'Mei at Teabowl', email: 'mei@teabowl.example' } as const;

export interface DemoPerson {
  readonly key: string;
  /** The account's number in the demo console. */
  readonly shopId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company?: string;
  readonly language: 'zh-CN' | 'zh-TW' | 'en';
  readonly street: string;
  readonly city: string;
}

export const PEOPLE: readonly DemoPerson[] = [
  {
    key: 'lin',
    shopId: '21',
    name: '林晓雯',
    email: 'xiaowen.lin@qingshan-tea.example',
    phone: '+86 138 1020 3040',
    company: '青山茶室',
    language: 'zh-CN',
    street: '龙井路 18 号',
    city: '杭州',
  },
  {
    key: 'emma',
    shopId: '22',
    name: 'Emma Hughes',
    email: 'emma.hughes@harbourlane.example',
    phone: '+44 161 496 0142',
    company: 'Harbour Lane Stays',
    language: 'en',
    street: '4 Harbour Lane',
    city: 'Manchester',
  },
  {
    key: 'zhang-home',
    shopId: '23',
    name: '张伟',
    email: 'zhangwei@lanting-home.example',
    phone: '+86 139 1122 3344',
    company: '兰亭家居',
    language: 'zh-CN',
    street: '人民路 66 号',
    city: '绍兴',
  },
  {
    key: 'zhang-studio',
    shopId: '24',
    name: '张伟',
    email: 'wei.zhang@nanshan-studio.example',
    phone: '+86 135 5566 7788',
    company: '南山设计',
    language: 'zh-CN',
    street: '科技园路 9 号',
    city: '深圳',
  },
  {
    key: 'oliver',
    shopId: '25',
    name: 'Oliver Brandt',
    email: 'oliver@brandt-interiors.example',
    phone: '+1 202 555 0147',
    company: 'Brandt Interiors',
    language: 'en',
    street: '210 Maple Avenue',
    city: 'Washington',
  },
  {
    key: 'chou',
    shopId: '26',
    name: '周美琪',
    email: 'meichi.chou@fengyuan-books.example',
    phone: '+886 912 345 678',
    company: '豐原書店',
    language: 'zh-TW',
    street: '中正路 120 號',
    city: '臺中',
  },
];

/** The customer of that key; a key nobody has is a mistake in the demo. */
export function personOf(key: string): DemoPerson {
  const found = PEOPLE.find((person) => person.key === key);
  if (!found) throw new Error(`the demo has no ${key}`);
  return found;
}
