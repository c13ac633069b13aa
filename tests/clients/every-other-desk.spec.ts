import { describe } from '@jest/globals';
import { ROLES, triesEveryDesk } from './every-desk.fixture.ts';

const [, ...others] = ROLES;

describe('every page of the office, as who looks on, and as the businesses', () => triesEveryDesk(others));
