import { describe } from '@jest/globals';
import { ROLES, triesEveryDesk } from './every-desk.fixture.ts';

describe('every page of the office, as who runs the platform', () => triesEveryDesk([ROLES[0]]));
