/** What a platform's rules say about the names its members go by. */
export interface NickRules {
  /** Capitals mean nothing. */
  readonly foldsCase: boolean;
  /** No two members of the platform have the same one, so that an equal nick is the same account. */
  readonly isUnique: boolean;
}

// Whatever is not listed: capitals count, and two members may share a nick.
const UNKNOWN: NickRules = { foldsCase: false, isUnique: false };
const RULES: readonly (readonly [platform: RegExp, rules: NickRules])[] = [
  // "The unique name used to identify yourself on eBay" (username policy); shown and stored in lower case.
  [/^ebay/, { foldsCase: true, isUnique: true }],
  // Member name, unique over Taobao and Tmall; up to 25 characters, Chinese allowed, capitals as registered.
  [/^(?:taobao|tmall|qianniu)/, { foldsCase: false, isUnique: true }],
  // Usernames are lower case and part of the member's address, shopee.<country>/<username>.
  [/^shopee/, { foldsCase: true, isUnique: true }],
  // The user of /people/<user>; Etsy's display name is free and is no nick.
  [/^etsy/, { foldsCase: true, isUnique: true }],
  // The login shown to sellers; "Client:<number>" where it is none.
  [/^allegro/, { foldsCase: true, isUnique: true }],
];

const NICK_MAX_CHARS = 100;
// t***9, 小**, 张●●: what is left fits many. eBay allows an asterisk in a name, but not two in a row are ever needed.
const MASKED = /[*＊]{2,}|[●•○■□█]|^.?[*＊].?$/u;

/** The rules of a platform, by the id of its recipe. */
function nickRules(platform: string): NickRules {
  return RULES.find(([pattern]) => pattern.test(platform.toLowerCase()))?.[1] ?? UNKNOWN;
}

/**
 * A nick as lookups compare it, or undefined for what names nobody: empty, masked, longer than 100 characters.
 * Full-width letters are the same as narrow ones; capitals only where the platform says so.
 * @param platform id of the site's recipe
 */
export function normaliseNick(nick: string, platform = ''): string | undefined {
  if (nick.length > NICK_MAX_CHARS * 2) return undefined;
  const plain = nick
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (plain === '' || [...plain].length > NICK_MAX_CHARS || MASKED.test(plain)) return undefined;
  return nickRules(platform).foldsCase ? plain.toLowerCase() : plain;
}

/**
 * The key of a nick in one shop, or undefined when it names nobody.
 * @param platform id of the site's recipe
 * @param origin scheme and host of the console it was seen in
 */
export function nickKey(platform: string, origin: string, nick: string): string | undefined {
  const plain = normaliseNick(nick, platform);
  return plain === undefined ? undefined : `${platform}:${origin}:${plain.replaceAll(':', '%3A')}`;
}

/** Whether a nick's key stands for one member alone, by its platform's rules. */
export function isUniqueNick(key: string): boolean {
  return nickRules(key.slice(0, key.indexOf(':'))).isUnique;
}
