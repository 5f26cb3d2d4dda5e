import { matchPreset, type Preset } from '../preset.ts';
import { amazonOrders } from './amazon-orders.ts';
import { ebayOrders } from './ebay-orders.ts';
import { etsyOrders } from './etsy-orders.ts';
import { googleContacts } from './google-contacts.ts';
import { hubspotContacts } from './hubspot-contacts.ts';
import { jdOrders } from './jd-orders.ts';
import { lazadaOrders } from './lazada-orders.ts';
import { outlookContacts } from './outlook-contacts.ts';
import { pinduoduoOrders } from './pinduoduo-orders.ts';
import { shopeeOrders } from './shopee-orders.ts';
import { shopifyCustomers } from './shopify-customers.ts';
import { shopifyOrders } from './shopify-orders.ts';
import { taobaoOrders } from './taobao-orders.ts';
import { woocommerceCustomers } from './woocommerce-customers.ts';
import { woocommerceOrders } from './woocommerce-orders.ts';
import { zohoContacts } from './zoho-contacts.ts';

/** Every program whose exports are known. */
export const presets: readonly Preset[] = [
  amazonOrders,
  ebayOrders,
  etsyOrders,
  googleContacts,
  hubspotContacts,
  jdOrders,
  lazadaOrders,
  outlookContacts,
  pinduoduoOrders,
  shopeeOrders,
  shopifyCustomers,
  shopifyOrders,
  taobaoOrders,
  woocommerceCustomers,
  woocommerceOrders,
  zohoContacts,
];

// Below this, a few common headers are all that agrees.
const LEAST_MATCH = 0.75;

/** The program a file with these headers comes from, if it is one of those known. */
export function findPreset(headers: readonly string[]): Preset | undefined {
  const ranked = presets
    .map((preset) => ({ preset, match: matchPreset(preset, headers) }))
    .sort((one, other) => other.match - one.match);
  return ranked[0] && ranked[0].match >= LEAST_MATCH ? ranked[0].preset : undefined;
}
