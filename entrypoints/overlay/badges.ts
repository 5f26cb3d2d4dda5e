import type { Badge } from '../../lib/domain/page-context.ts';
import type { ShellWords } from '../../lib/messaging/shell-contract.ts';
import { markHost } from '../shell/presence.ts';
import { tokens } from './tokens.ts';

export interface Badges {
  speak(words: ShellWords): void;
  /** Puts the badge of each row behind its name; rows without one lose theirs. */
  draw(rows: readonly { row: number; anchor: Element }[], badges: Readonly<Record<number, Badge>>): void;
}

/** Tier letters and note marks beside the names of a list. Each sits in a closed root; nothing else of a customer does. */
export function createBadges(document: Document, spoken: ShellWords, signal: AbortSignal): Badges {
  const hosts = new Map<Element, { host: HTMLElement; label: string }>();
  let words = spoken;

  const remove = (anchor: Element) => {
    hosts.get(anchor)?.host.remove();
    hosts.delete(anchor);
  };
  signal.addEventListener('abort', () => [...hosts.keys()].forEach(remove), { once: true });

  return {
    speak(given) {
      words = given;
    },
    draw(rows, badges) {
      const kept = new Set<Element>();
      for (const { row, anchor } of rows) {
        const badge = badges[row];
        if (!badge) continue;
        kept.add(anchor);
        const label = [badge.tier ? words.tier[badge.tier] : words.onFile, badge.hasNotes ? words.hasNotes : '']
          .filter(Boolean)
          .join(', ');
        const held = hosts.get(anchor);
        if (held?.label === label && held.host.isConnected) continue;
        remove(anchor);
        const host = makeBadge(document, badge, label);
        anchor.append(host);
        hosts.set(anchor, { host, label });
      }
      for (const anchor of [...hosts.keys()]) if (!kept.has(anchor)) remove(anchor);
    },
  };
}

function makeBadge(document: Document, badge: Badge, label: string): HTMLElement {
  const host = document.createElement('span');
  host.style.cssText = 'all:initial;display:inline-block';
  markHost(host, 'badge');
  const root = host.attachShadow({ mode: 'closed' });
  const mark = document.createElement('span');
  const tier = badge.tier?.toLowerCase();
  mark.style.cssText = `display:inline-flex;align-items:center;height:15px;padding:0 4px;margin-inline-start:5px;border-radius:4px;font:600 11px/15px ${tokens.font};color-scheme:light dark;vertical-align:middle;color:${tokens[tier ? `tier-${tier}` : 'ink-2']};background:${tokens[tier ? `tier-${tier}-soft` : 'bg-sunken']}`;
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', label);
  mark.title = label;
  mark.textContent = `${badge.tier ?? '·'}${badge.hasNotes ? '✎' : ''}`;
  root.append(mark);
  return host;
}
