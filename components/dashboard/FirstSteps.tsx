import type { ComponentChildren } from 'preact';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { FileUp, FlaskConical, Globe, type IconNode, UserPlus, Users } from '../ui/icons.ts';
import { Card } from './Card.tsx';
import styles from './FirstSteps.module.css';

interface Props {
  /** How many customers the sample has. */
  sampleSize: number;
  isBusy: boolean;
  onSample: () => void;
  onNew: () => void;
}

/** Nobody is on file yet: the ways to begin, or to look around first. */
export const FirstSteps = ({ sampleSize, isBusy, onSample, onNew }: Props) => {
  const { t } = useTranslator();
  return (
    <div class={styles.steps}>
      <EmptyState icon={Users} title={t('emptyfile.title')} text={t('begin.text')} />
      <Card>
        <ul>
          <Step icon={FileUp} title={t('begin.import')} text={t('begin.import.text')}>
            <ButtonLink tone="primary" href={hashOf({ page: 'files' })}>
              {t('begin.import.do')}
            </ButtonLink>
          </Step>
          <Step icon={Globe} title={t('begin.sites')} text={t('begin.sites.text')}>
            <ButtonLink href={hashOf({ page: 'sites' })}>{t('begin.sites.do')}</ButtonLink>
          </Step>
          <Step icon={UserPlus} title={t('begin.hand')} text={t('begin.hand.text')}>
            <Button onClick={onNew}>{t('list.new')}</Button>
          </Step>
          <Step icon={FlaskConical} title={t('begin.sample')} text={t('begin.sample.text', { n: sampleSize })}>
            <Button disabled={isBusy} onClick={onSample}>
              {t('sample.add')}
            </Button>
          </Step>
        </ul>
      </Card>
    </div>
  );
};

interface StepProps {
  icon: IconNode;
  title: string;
  text: string;
  children: ComponentChildren;
}

const Step = ({ icon, title, text, children }: StepProps) => (
  <li class={styles.step}>
    <span class={styles.icon}>
      <Icon of={icon} size={20} />
    </span>
    <div>
      <h3 class={styles.title}>{title}</h3>
      <p class={styles.text}>{text}</p>
    </div>
    <div class={styles.act}>{children}</div>
  </li>
);
