import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../lib/domain/settings.ts';
import { outlook as enOutlook } from '../../lib/i18n/en/outlook.ts';
import type { LoadTranslator } from '../../lib/i18n/load-translator.ts';
import { createTranslator, type Translator } from '../../lib/i18n/translator.ts';
import { outlook as zhOutlook } from '../../lib/i18n/zh-CN/outlook.ts';
import type { AppView } from '../../lib/view/app-view.ts';
import { mountComponent, painted, unmountAll } from '../../tests/view/mount.tsx';
import { AppProvider, useTranslator } from './app-context.ts';
import { BroughtTexts } from './BroughtTexts.tsx';
import { lazily } from './lazily.tsx';

afterEach(unmountAll);

const ALL = { en: enOutlook, 'zh-CN': zhOutlook } as const;
const busy = (root: HTMLElement) => root.querySelector('[aria-busy=true]') !== null;

describe('a component that comes later', () => {
  const Late = () => <p>here</p>;

  it('leaves its place busy and empty until it is there, and is there at once from then on', async () => {
    const coming = Promise.withResolvers<typeof Late>();
    const Lazy = lazily(() => coming.promise);
    const root = mountComponent(<Lazy />);
    await painted();
    expect(busy(root)).toBe(true);
    expect(root.textContent).toBe('');
    coming.resolve(Late);
    await painted();
    expect(busy(root)).toBe(false);
    expect(root.textContent).toBe('here');
    expect(mountComponent(<Lazy />).textContent).toBe('here');
  });

  it('does not stay busy when it cannot come', async () => {
    const Lazy = lazily<object>(() => Promise.reject(new Error('gone')));
    const root = mountComponent(<Lazy />);
    await painted();
    expect(busy(root)).toBe(false);
  });
});

describe('texts that come later', () => {
  const Title = () => <p>{useTranslator().t('outlook.title')}</p>;

  /** A page that speaks a language and has no texts of its own at hand. */
  function stand() {
    const translator = signal<Translator>(createTranslator('en', {}));
    const asked: { language: Language; come: (has: boolean) => void }[] = [];
    const load: LoadTranslator = (language) =>
      new Promise((resolve, reject) =>
        asked.push({
          language,
          come: (has) =>
            has ? resolve(createTranslator(language, ALL[language as keyof typeof ALL])) : reject(new Error('gone')),
        }),
      );
    const app = { settings: { translator } } as unknown as AppView;
    const place = () =>
      mountComponent(
        <AppProvider value={app}>
          <BroughtTexts sign="outlook.title" load={load}>
            <Title />
          </BroughtTexts>
        </AppProvider>,
      );
    return { place, asked, speak: (language: Language) => (translator.value = createTranslator(language, {})) };
  }

  it('leave their place busy until they are there, and are there at once for the next one', async () => {
    const { place, asked } = stand();
    const first = place();
    await painted();
    expect(busy(first)).toBe(true);
    asked[0]?.come(true);
    await painted();
    expect(busy(first)).toBe(false);
    expect(first.textContent).toBe(enOutlook['outlook.title']);
    expect(place().textContent).toBe(enOutlook['outlook.title']);
    await painted();
    expect(asked).toHaveLength(1);
  });

  it('are brought anew when another language is spoken, wherever they stand', async () => {
    const { place, asked, speak } = stand();
    const first = place();
    await painted();
    asked[0]?.come(true);
    const second = place();
    await painted();
    speak('zh-CN');
    await vi.waitFor(() => expect(asked.map(({ language }) => language)).toEqual(['en', 'zh-CN', 'zh-CN']));
    for (const { come } of asked.slice(1)) come(true);
    const title = zhOutlook['outlook.title'];
    await vi.waitFor(() => expect([first.textContent, second.textContent]).toEqual([title, title]));
  });

  it('do not leave their place busy when they cannot come', async () => {
    const { place, asked } = stand();
    const root = place();
    await painted();
    asked[0]?.come(false);
    await painted();
    expect(busy(root)).toBe(false);
  });
});
