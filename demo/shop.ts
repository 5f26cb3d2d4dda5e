import { clientScript, styleSheet } from './client-script.ts';
import { html, page } from './markup.ts';
import { demoOrders, PRODUCTS, totalMinor } from './orders.ts';
import { PEOPLE } from './people.ts';
import { NOT_THERE, type Running, serve } from './serve.ts';

/** What the console's script gets: everything there is to show, with the language of the texts chosen by it. */
export interface ShopData {
  readonly customers: typeof PEOPLE;
  readonly products: typeof PRODUCTS;
  readonly orders: readonly (ReturnType<typeof demoOrders>[number] & { readonly totalMinor: number })[];
}

/**
 * The demo shop's console: one page that changes its address by `pushState`. It carries the marks by which a console of
 * Vendure's kind is told and read, so that the built-in recipe works on it; all else is the demo's own.
 * @param now epoch ms that the orders' dates count back from
 */
export function startShop(now: number): Promise<Running> {
  const data: ShopData = {
    customers: PEOPLE,
    products: PRODUCTS,
    orders: demoOrders(now).map((order) => ({ ...order, totalMinor: totalMinor(order) })),
  };
  return serve(async ({ url, language }) => {
    switch (url.pathname) {
      case '/console.js':
        return { type: 'text/javascript', body: await clientScript('shop-client') };
      case '/console.css':
        return { type: 'text/css', body: await styleSheet('shop') };
      case '/data.json':
        return { type: 'application/json', body: JSON.stringify(data) };
    }
    if (url.pathname !== '/' && !url.pathname.startsWith('/admin/')) return NOT_THERE;
    const text = page({
      language: language === 'zh' ? 'zh-Hans' : 'en',
      title: language === 'zh' ? '一盏一碗 · 店铺后台' : 'Teabowl shop console',
      head: html`<base href="/admin/"><link rel="stylesheet" href="/console.css"><link rel="icon" href="data:,"><script type="module" src="/console.js"></script>`,
      body: html`<body><vdr-root></vdr-root></body>`,
    });
    return { type: 'text/html', body: text };
  });
}
