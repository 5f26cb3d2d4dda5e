import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { createFakeBackground, type FakeBackground } from './fake-background.ts';
import { id, settings } from './sample-file.ts';
import { granted } from './sample-pages.ts';

/** Every state of the popup. */
export const popupStates: Readonly<Record<string, PageContext['site'] | Failure>> = {
  'popup-none': { type: 'none' },
  'popup-ask': { type: 'not-granted', origin: 'https://mail.shop.example' },
  'popup-ask-long': {
    type: 'not-granted',
    origin: 'https://a-very-long-address-of-a-seller-console.marketplace-of-the-world.example',
  },
  'popup-granted': granted,
  'popup-unknown-site': { type: 'granted', origin: 'https://other.example' },
  'popup-failed': { type: 'storage-failed' },
};

export const popupBackground = (
  site: PageContext['site'] | Failure,
  language: Settings['language'],
  theme: Settings['theme'],
): FakeBackground =>
  createFakeBackground({
    'settings.get': () => ({ ...settings, language, theme }),
    'page.get': () => ('type' in site && !isSite(site) ? site : { ...nobody, site: site as PageContext['site'] }),
    'panel.toggle': () => ({}),
    'sites.list': () => [],
    'sites.setRecording': () => ({ actionId: id(900) }),
    'sites.revoke': () => ({}),
  });

const nobody = { epoch: 1, state: 'nobody', people: [], excluded: [] } as const satisfies Omit<PageContext, 'site'>;
const isSite = (site: PageContext['site'] | Failure): site is PageContext['site'] =>
  site.type === 'none' || site.type === 'not-granted' || site.type === 'granted';
