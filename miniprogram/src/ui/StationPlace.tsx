import { Cell } from './parts';

interface StationPlaceProps {
  of: { address: string; opens: string | null; closes: string | null };
}
/** Where a village station is, and when somebody is there. */
export const StationPlace = ({ of: { address, opens, closes } }: StationPlaceProps) => (
  <>
    <Cell label="在哪">{address}</Cell>
    {opens && (
      <Cell label="几点开门">
        {opens} 到 {closes}
      </Cell>
    )}
  </>
);
