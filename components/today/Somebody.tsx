import type { ComponentChildren } from 'preact';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { Avatar } from '../ui/Avatar.tsx';
import styles from './Today.module.css';

interface Props {
  customerId: CustomerId;
  /** What they are called. */
  shown: string;
  /** Beside the name. */
  marks?: ComponentChildren;
  why: ComponentChildren;
  /** At the end of the line. */
  children?: ComponentChildren;
}

/** A line of somebody to think of, and why. The whole line opens them. */
export const Somebody = ({ customerId, shown, marks, why, children }: Props) => (
  <li class={styles.person}>
    <Avatar name={shown} />
    <div class={styles.who}>
      <div class={styles.name}>
        <a class={`ellipsis ${styles.cover}`} href={hashOf({ page: 'customers', customerId })} title={shown}>
          <bdi>{shown}</bdi>
        </a>
        {marks}
      </div>
      <p class={styles.why}>{why}</p>
    </div>
    {children}
  </li>
);
