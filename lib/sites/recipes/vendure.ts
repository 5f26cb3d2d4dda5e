import type { RecipeDraft } from '../recipe.ts';

type View = RecipeDraft['views'][number];
type Anchors = NonNullable<RecipeDraft['owner']>;
type Confirm = NonNullable<View['confirm']>[number];

/** The console renders late and reuses its nodes: the record's own id on the page must be the one in the address. */
const sameRecord = (end: string): Confirm => ({
  left: { id: 'record-url', kind: 'url', sure: 1, take: { as: 'path', end } },
  right: {
    id: 'record-id',
    kind: 'structure',
    sure: 0.9,
    page: true,
    selector: 'vdr-page-entity-info .property:first-child .value',
    only: true,
    take: { as: 'text' },
  },
});

const amountCell = (id: string, headings: string[]): Anchors => [
  {
    id,
    kind: 'labelled',
    sure: 0.9,
    column: headings,
    selector: '.unit-price',
    take: { as: 'text', without: '.net-price' },
  },
];

/** Name as the console writes it (given family), and the account in the link's address. */
const linkedCustomer = (role: 'buyer' | 'customer', selector: string) => ({
  role,
  account: [
    {
      id: `${role}-link`,
      kind: 'machine' as const,
      sure: 1,
      selector,
      take: { as: 'path' as const, end: 'customers/:id' },
    },
  ],
  name: [{ id: `${role}-name`, kind: 'machine' as const, sure: 0.9, selector, take: { as: 'text' as const } }],
});

const cards = {
  each: 'vdr-formatted-address ul.address-lines',
  name: [
    {
      id: 'address-name',
      kind: 'structure' as const,
      sure: 0.8,
      selector: 'li:first-child',
      take: { as: 'text' as const },
    },
  ],
  phone: [
    {
      id: 'address-phone',
      kind: 'structure' as const,
      sure: 0.8,
      selector: 'li:last-child',
      take: { as: 'text' as const },
    },
  ],
};

/** When the order left the cart: the states' machine names stand in the history in every language. */
const placedBy = (state: string): Anchors[number] => ({
  id: `placed-${state.toLowerCase()}`,
  kind: 'labelled',
  sure: 0.8,
  selector: 'vdr-timeline-entry',
  where: { inOrder: ['ArrangingPayment', state] },
  inside: '.time',
  only: true,
  // Going from order to order the console may keep the history of the one before: its second entry, made with the
  // order, must be of this order's minute. (The first entry comes from the order itself and proves nothing.)
  same: ['vdr-timeline-entry:nth-last-of-type(2) .time', 'vdr-page-entity-info .property:nth-child(2) .value'],
  take: { as: 'text' },
});

/** Admin console of Vendure 3 (Angular), on whatever origin and path it is installed; English and Chinese interface. */
export const vendure: RecipeDraft = {
  recipe: 1,
  id: 'vendure',
  name: 'Vendure',
  version: 1,
  probe: { all: ['vdr-root'], any: [] },
  money: [
    { language: 'en', sign: '$', currency: 'USD' },
    { language: 'en', sign: '¥', currency: 'JPY' },
    { language: 'zh-hans', sign: '¥', currency: 'CNY' },
    { language: 'zh-hant', sign: '$', currency: 'TWD' },
    { language: 'zh-hant', sign: '¥', currency: 'JPY' },
  ],
  dates: [
    { language: 'en', format: 'M/D/YY, h:mm A' },
    { language: 'zh-hans', format: 'YY/M/D HH:mm' },
  ],
  views: [
    {
      view: 'order',
      frame: 'top',
      when: { url: { pathEnd: 'orders/:id' }, selector: 'vdr-order-detail' },
      scope: 'vdr-order-detail',
      confirm: [sameRecord('orders/:id')],
      people: [{ ...linkedCustomer('buyer', 'vdr-customer-label a[href*="/customers/"]'), cards }],
      order: {
        platformId: [{ id: 'order-url', kind: 'url', sure: 1, take: { as: 'path', end: 'orders/:id' } }],
        number: [
          {
            id: 'order-breadcrumb',
            kind: 'machine',
            sure: 0.9,
            page: true,
            selector: '.breadcrumbs:not(.mobile) > li:last-child',
            take: { as: 'attr', name: 'title' },
          },
          {
            id: 'order-heading',
            kind: 'machine',
            sure: 0.9,
            page: true,
            selector: 'vdr-page-title h1',
            take: { as: 'text' },
          },
        ],
        placedAt: [placedBy('PaymentAuthorized'), placedBy('PaymentSettled')],
        status: [
          {
            id: 'order-state',
            kind: 'machine',
            sure: 1,
            selector: 'vdr-order-state-label vdr-chip',
            take: {
              as: 'class',
              map: {
                Created: 'open',
                Draft: 'open',
                AddingItems: 'open',
                ArrangingPayment: 'open',
                ArrangingAdditionalPayment: 'open',
                Modifying: 'open',
                PaymentAuthorized: 'open',
                PaymentSettled: 'paid',
                PartiallyShipped: 'shipped',
                Shipped: 'shipped',
                PartiallyDelivered: 'shipped',
                Delivered: 'delivered',
                Cancelled: 'cancelled',
              },
            },
          },
        ],
        statusLabel: [
          {
            id: 'order-state-label',
            kind: 'machine',
            sure: 0.9,
            selector: 'vdr-order-state-label vdr-chip .chip-label',
            take: { as: 'text' },
          },
        ],
        totalMinor: [
          {
            id: 'order-total',
            kind: 'machine',
            sure: 0.9,
            selector: '#order-detail-list tr.total td.clr-align-middle',
            take: { as: 'text', without: '.net-price' },
          },
        ],
        refunds: {
          each: 'vdr-order-payment-card .refund-wrapper:has(vdr-refund-state-label .wrapper.success)',
          amountMinor: [
            {
              id: 'refund-total',
              kind: 'labelled',
              sure: 0.9,
              selector: 'vdr-labeled-data',
              where: { selector: '.label-title', anyOf: ['Refund total', '退款总计', '退款總計'] },
              inside: '.content',
              take: { as: 'text' },
            },
          ],
        },
        lines: {
          each: '#order-detail-list tbody > tr:has(a[href*="/variants/"])',
          name: [
            { id: 'line-variant', kind: 'machine', sure: 0.9, selector: 'a[href*="/variants/"]', take: { as: 'text' } },
          ],
          sku: [
            {
              id: 'line-sku',
              kind: 'labelled',
              sure: 0.9,
              column: ['SKU', '库存编码', '庫存編碼', '商品库存编码', '商品庫存編碼'],
              take: { as: 'text' },
            },
          ],
          quantity: [
            {
              id: 'line-quantity',
              kind: 'labelled',
              sure: 0.9,
              column: ['Quantity', '数量', '數量'],
              selector: '.flex > div:not(.order-placed-quantity)',
              take: { as: 'text' },
            },
          ],
          unitMinor: amountCell('line-unit', ['Unit price', '单价', '單價']),
          totalMinor: amountCell('line-total', ['Total', '总计金额', '總計金額']),
        },
      },
      keepClear: ['vdr-order-detail vdr-ab-right'],
      watch: ['vdr-app-shell .content-area', '.breadcrumbs:not(.mobile)'],
    },
    {
      view: 'customer',
      frame: 'top',
      when: { url: { pathEnd: 'customers/:id' }, selector: '#emailAddress' },
      confirm: [sameRecord('customers/:id')],
      people: [
        {
          role: 'customer',
          account: [{ id: 'customer-url', kind: 'url', sure: 1, take: { as: 'path', end: 'customers/:id' } }],
          email: [
            {
              id: 'customer-email',
              kind: 'machine',
              sure: 1,
              selector: 'input#emailAddress',
              take: { as: 'property' },
            },
          ],
          name: [
            {
              id: 'customer-name',
              kind: 'machine',
              sure: 0.9,
              selector: 'vdr-page-detail-layout form',
              take: { as: 'properties', of: ['input#firstName', 'input#lastName'] },
            },
          ],
          phone: [
            { id: 'customer-phone', kind: 'machine', sure: 1, selector: 'input#phoneNumber', take: { as: 'property' } },
          ],
          cards,
        },
      ],
      keepClear: ['vdr-page vdr-ab-right'],
      watch: ['vdr-app-shell .content-area'],
    },
    {
      view: 'order-list',
      frame: 'top',
      when: { url: { pathEnd: 'orders' }, selector: 'vdr-order-list vdr-data-table-2' },
      scope: 'vdr-order-list',
      rows: {
        each: 'vdr-data-table-2 tbody > tr',
        people: [linkedCustomer('buyer', 'a[href*="/customers/"]')],
        orderNumber: [
          { id: 'row-order', kind: 'machine', sure: 0.9, selector: 'a[href*="/orders/"]', take: { as: 'text' } },
        ],
        badge: 'a[href*="/customers/"]',
      },
      keepClear: ['vdr-order-list vdr-ab-right'],
      watch: ['vdr-app-shell .content-area'],
    },
    {
      view: 'customer-list',
      frame: 'top',
      when: { url: { pathEnd: 'customer/customers' }, selector: 'vdr-customer-list vdr-data-table-2' },
      scope: 'vdr-customer-list',
      rows: {
        each: 'vdr-data-table-2 tbody > tr',
        people: [
          {
            ...linkedCustomer('customer', 'a[href*="/customers/"]'),
            email: [
              {
                id: 'row-email',
                kind: 'labelled',
                sure: 0.9,
                column: ['Email address', '电子邮件地址', '電子郵件地址'],
                take: { as: 'text' },
              },
              {
                id: 'row-email-shape',
                kind: 'structure',
                sure: 0.7,
                selector: 'td > .cell-content',
                take: { as: 'text' },
              },
            ],
          },
        ],
        badge: 'a[href*="/customers/"]',
      },
      keepClear: ['vdr-customer-list vdr-ab-right'],
      watch: ['vdr-app-shell .content-area'],
    },
  ],
};
