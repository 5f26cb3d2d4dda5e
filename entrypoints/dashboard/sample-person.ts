/** One sample customer, written short. */
export interface Sample {
  readonly name: string;
  readonly company?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly language: string;
  readonly currency: string;
  readonly tags?: readonly string[];
  /** Days ago and total in minor units; a third number is what was refunded. */
  readonly orders: readonly (readonly [daysAgo: number, totalMinor: number, refundedMinor?: number])[];
  readonly item: string;
  readonly notes?: readonly string[];
}
