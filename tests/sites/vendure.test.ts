import { describeSite } from './suite.ts';

describeSite('vendure');
