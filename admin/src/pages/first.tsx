import { sessionNow } from '../lib/session.ts';
import { isStaff } from '../lib/rights.ts';
import { CarrierDesk } from './carrier-desk.tsx';
import { Dashboard } from './dashboard.tsx';
import { SellerDesk } from './seller-desk.tsx';

/** Everybody begins with their own matter: the operator's people by their post, a carrier, who sells. */
export function FirstPage() {
  if (isStaff()) return <Dashboard />;
  return sessionNow()?.roles.includes('CARRIER_MANAGER') ? <CarrierDesk /> : <SellerDesk />;
}
