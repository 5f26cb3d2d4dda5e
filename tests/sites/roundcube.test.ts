import { describeSite } from './suite.ts';

describeSite('roundcube');
