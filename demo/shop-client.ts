/** The demo console's own script: draws the page its address names, and follows links without loading anew. */
import type { ShopData } from './shop.ts';

type Order = ShopData['orders'][number];
type Customer = ShopData['customers'][number];
type Child = Node | string;

const isChinese = document.documentElement.lang.startsWith('zh');
const say = (zh: string, en: string): string => (isChinese ? zh : en);
const locale = isChinese ? 'zh-CN' : 'en-US';

const answer = await fetch('/data.json');
const data: ShopData = await answer.json();

function el(name: string, attributes: Readonly<Record<string, string>>, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const link = (to: string, text: string, attributes: Readonly<Record<string, string>> = {}) =>
  el('a', { href: to, ...attributes }, el('span', {}, text));

const orderPath = (order: Order) => `/admin/orders/${order.id}`;
const customerPath = (customer: Customer) => `/admin/customer/customers/${customer.shopId}`;
const buyerOf = (order: Order) => data.customers.find((customer) => customer.key === order.buyer);

const money = (minor: number, currency: string) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 100);

/** As this kind of console writes times: `7/30/26, 3:21 PM` or `26/7/30 15:21`, in the browser's zone. */
function minute(at: number): string {
  const date = new Date(at);
  const [year, month, day] = [String(date.getFullYear()).slice(2), date.getMonth() + 1, date.getDate()];
  const minutes = String(date.getMinutes()).padStart(2, '0');
  if (isChinese) return `${year}/${month}/${day} ${String(date.getHours()).padStart(2, '0')}:${minutes}`;
  return `${month}/${day}/${year}, ${date.getHours() % 12 || 12}:${minutes} ${date.getHours() < 12 ? 'AM' : 'PM'}`;
}

const STATES: Record<Order['state'], string> = {
  PaymentSettled: say('已付款', 'Paid'),
  Shipped: say('已发货', 'Shipped'),
  Delivered: say('已送达', 'Delivered'),
  Cancelled: say('已取消', 'Cancelled'),
};
const stateChip = (order: Order) =>
  el(
    'vdr-order-state-label',
    {},
    el('vdr-chip', { class: order.state }, el('div', { class: 'chip-label' }, STATES[order.state])),
  );

const ORDERS = '/admin/orders';
const CUSTOMERS = '/admin/customer/customers';

interface View {
  readonly title: string;
  readonly content: HTMLElement;
}

function orderList(): View {
  const heads = [
    say('订单号', 'Code'),
    say('客户', 'Customer'),
    say('状态', 'State'),
    say('金额', 'Amount'),
    say('下单时间', 'Placed'),
  ];
  const rows = data.orders.map((order) => {
    const buyer = buyerOf(order);
    return el(
      'tr',
      {},
      el('td', {}, link(orderPath(order), order.number)),
      el('td', {}, ...(buyer ? [link(customerPath(buyer), buyer.name)] : [])),
      el('td', {}, stateChip(order)),
      el('td', { class: 'number' }, money(order.totalMinor, order.currency)),
      el('td', { class: 'soft' }, minute(order.placedAt)),
    );
  });
  return { title: say('订单', 'Orders'), content: el('vdr-order-list', {}, listTable(heads, rows)) };
}

function customerList(): View {
  const heads = [say('姓名', 'Name'), say('电子邮件地址', 'Email address'), say('订单数', 'Orders')];
  const rows = data.customers.map((customer) =>
    el(
      'tr',
      {},
      el('td', {}, el('div', { class: 'cell-content' }, link(customerPath(customer), customer.name))),
      el('td', {}, el('div', { class: 'cell-content' }, customer.email)),
      el('td', { class: 'number' }, String(data.orders.filter((order) => order.buyer === customer.key).length)),
    ),
  );
  return { title: say('客户', 'Customers'), content: el('vdr-customer-list', {}, listTable(heads, rows)) };
}

const headRow = (heads: readonly string[]) =>
  el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', {}, el('span', {}, head)))));
const listTable = (heads: readonly string[], rows: readonly HTMLElement[]) =>
  el('vdr-data-table-2', {}, el('table', {}, headRow(heads), el('tbody', {}, ...rows)));

const property = (label: string, value: string) =>
  el('div', { class: 'property' }, el('div', { class: 'prop-label' }, label), el('div', { class: 'value' }, value));
const entityInfo = (id: string, at: number) =>
  el('vdr-page-entity-info', {}, property('ID', id), property(say('创建时间', 'Created at'), minute(at)));
const addressOf = ({ name, street, city, phone }: Customer) =>
  el(
    'vdr-formatted-address',
    {},
    el('ul', { class: 'address-lines' }, ...[name, street, city, phone].map((line) => el('li', {}, line))),
  );
const card = (title: string, ...children: readonly Child[]) =>
  el('section', { class: 'card' }, el('h2', {}, title), ...children);

function orderPage(order: Order): View {
  const { currency } = order;
  const heads = [
    say('商品', 'Product'),
    'SKU',
    say('单价', 'Unit price'),
    say('数量', 'Quantity'),
    say('总计金额', 'Total'),
  ];
  const price = (minor: number) => el('div', { class: 'unit-price' }, money(minor, currency));
  const lines = order.lines.map(({ product: key, quantity }) => {
    const product = data.products[key];
    const unit = product.minor[currency];
    return el(
      'tr',
      {},
      el('td', {}, el('a', { href: `/admin/catalog/products/1/variants/${product.sku}` }, say(product.zh, product.en))),
      el('td', { class: 'soft' }, product.sku),
      el('td', { class: 'number' }, price(unit)),
      el('td', { class: 'number' }, el('div', { class: 'flex' }, el('div', {}, String(quantity)))),
      el('td', { class: 'number' }, price(unit * quantity)),
    );
  });
  const total = el(
    'tr',
    { class: 'total' },
    el('td', { colspan: '4' }, say('合计', 'Total')),
    el('td', { class: 'number clr-align-middle' }, money(order.totalMinor, currency)),
  );
  const table = el('table', {}, headRow(heads), el('tbody', {}, ...lines, total));

  const entry = (text: string) =>
    el('vdr-timeline-entry', {}, el('div', { class: 'time' }, minute(order.placedAt)), el('div', {}, text));
  const history = el(
    'vdr-order-history',
    {},
    entry('ArrangingPayment → PaymentSettled'),
    entry(say('订单已创建', 'Order created')),
    entry(say('加入购物车', 'Added to cart')),
  );
  const buyer = buyerOf(order);
  const refund =
    order.refundedMinor > 0
      ? [
          el(
            'vdr-order-payment-card',
            {},
            el(
              'div',
              { class: 'refund-wrapper' },
              el('vdr-refund-state-label', {}, el('div', { class: 'wrapper success' })),
              el(
                'vdr-labeled-data',
                {},
                el('div', { class: 'label-title' }, say('退款总计', 'Refund total')),
                el('div', { class: 'content' }, money(order.refundedMinor, currency)),
              ),
            ),
          ),
        ]
      : [];
  const side = el(
    'div',
    { class: 'side' },
    card(say('状态', 'State'), stateChip(order), ...refund),
    ...(buyer
      ? [
          card(
            say('客户', 'Customer'),
            el('vdr-customer-label', {}, link(customerPath(buyer), buyer.name)),
            addressOf(buyer),
          ),
        ]
      : []),
    card(say('记录', 'Record'), entityInfo(order.id, order.placedAt)),
  );
  const action = el(
    'vdr-ab-right',
    {},
    el('button', { class: 'button primary', type: 'button' }, say('发货', 'Fulfil')),
  );
  const main = el(
    'div',
    { class: 'main' },
    card(say('商品', 'Items'), el('div', { id: 'order-detail-list' }, table)),
    card(say('历史', 'History'), history),
  );
  return {
    title: order.number,
    content: el('vdr-order-detail', {}, action, el('div', { class: 'detail' }, main, side)),
  };
}

function customerPage(customer: Customer): View {
  const [family = '', given = ''] = isHan(customer.name)
    ? [customer.name.slice(0, 1), customer.name.slice(1)]
    : customer.name.split(' ').reverse();
  const field = (id: string, label: string, value: string) => {
    const input = el('input', { id }) as HTMLInputElement;
    input.value = value;
    return el('label', {}, label, input);
  };
  const form = el(
    'form',
    {},
    field('firstName', say('名', 'First name'), given),
    field('lastName', say('姓', 'Last name'), family),
    field('emailAddress', say('电子邮件地址', 'Email address'), customer.email),
    field('phoneNumber', say('电话', 'Phone'), customer.phone),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  const orders = data.orders.filter((order) => order.buyer === customer.key);
  const list = el(
    'ul',
    { class: 'orders' },
    ...orders.map((order) =>
      el(
        'li',
        {},
        link(orderPath(order), order.number),
        stateChip(order),
        el('span', { class: 'number' }, money(order.totalMinor, order.currency)),
      ),
    ),
  );
  const oldest = Math.min(...orders.map((order) => order.placedAt));
  const layout = el(
    'vdr-page-detail-layout',
    {},
    el('div', { class: 'main' }, card(say('资料', 'Details'), form), card(say('订单', 'Orders'), list)),
    el(
      'div',
      { class: 'side' },
      card(say('地址', 'Address'), addressOf(customer)),
      card(say('记录', 'Record'), entityInfo(customer.shopId, oldest)),
    ),
  );
  layout.classList.add('detail');
  return { title: customer.name, content: layout };
}

const isHan = (name: string) => /\p{Script=Han}/u.test(name);

function viewAt(path: string): View {
  const order = data.orders.find((one) => orderPath(one) === path);
  if (order) return orderPage(order);
  const customer = data.customers.find((one) => customerPath(one) === path);
  if (customer) return customerPage(customer);
  return path === CUSTOMERS ? customerList() : orderList();
}

function draw(): void {
  const path = location.pathname;
  const { title, content } = viewAt(path);
  const section = path.startsWith('/admin/customer') ? CUSTOMERS : ORDERS;
  const tab = (to: string, text: string) =>
    link(to, text, { class: 'tab', ...(section === to ? { 'aria-current': 'page' } : {}) });
  const crumb = (text: string, to?: string) => el('li', { title: text }, to ? link(to, text) : text);
  const name = section === ORDERS ? say('订单', 'Orders') : say('客户', 'Customers');
  const other = el(
    'a',
    { class: 'quiet', href: `?lang=${isChinese ? 'en' : 'zh'}`, 'data-load': '' },
    isChinese ? 'English' : '中文',
  );
  other.setAttribute('href', `${path}?lang=${isChinese ? 'en' : 'zh'}`);
  const bar = el(
    'header',
    { class: 'bar' },
    el('strong', { class: 'brand' }, say('一盏一碗 · 店铺后台', 'Teabowl · shop console')),
    el('nav', {}, tab(ORDERS, say('订单', 'Orders')), tab(CUSTOMERS, say('客户', 'Customers'))),
    el('span', { class: 'note' }, say('演示店铺：所有内容只在本机。', 'Demo: nothing leaves this computer.')),
    other,
  );
  const crumbs = el('ul', { class: 'breadcrumbs' }, crumb(name, section), ...(title === name ? [] : [crumb(title)]));
  const heading = el('vdr-page-title', {}, el('h1', {}, title));
  const area = el('div', { class: 'content-area' }, crumbs, heading, content);
  document.querySelector('vdr-root')?.replaceChildren(el('vdr-app-shell', {}, bar, area));
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!target || 'load' in target.dataset || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (target.pathname.startsWith('/admin/catalog')) return;
  history.pushState(null, '', target.href);
  draw();
  scrollTo(0, 0);
});
addEventListener('popstate', draw);
if (!location.pathname.startsWith('/admin/')) history.replaceState(null, '', ORDERS);
draw();
