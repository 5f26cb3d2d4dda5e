import type { Language } from '../domain/settings.ts';

/**
 * The interface language: the one chosen, or the first of the browser's that we have.
 * @param preferred BCP 47 tags, most wanted first, as `navigator.languages`
 */
export function resolveLanguage(setting: Language | 'system', preferred: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const parts = tag.toLowerCase().split('-');
    if (parts[0] === 'en') return 'en';
    if (parts[0] === 'zh') return isTraditional(parts) ? 'zh-TW' : 'zh-CN';
  }
  return 'en';
}

// A script given outright decides; without one the region's usual script does.
function isTraditional(parts: readonly string[]): boolean {
  if (parts.includes('hant')) return true;
  if (parts.includes('hans')) return false;
  return parts.some((part) => part === 'tw' || part === 'hk' || part === 'mo');
}
