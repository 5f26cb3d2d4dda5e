import styles from './Avatar.module.css';

interface Props {
  name: string;
  size?: 's' | 'm';
}

/** The first letter of a name, as decoration: the name itself stands beside it. */
export const Avatar = ({ name, size = 'm' }: Props) => (
  <span class={`${styles.avatar} ${styles[size]}`} aria-hidden="true">
    {initial(name)}
  </span>
);

/** The first letter or digit, whatever the script; a dot for a name without any. */
function initial(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name.slice(0, 100))?.[0];
  return first?.toLocaleUpperCase() ?? '·';
}
