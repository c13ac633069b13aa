import { Addresses, Stations } from '@/api/shop';
import { useQuery } from '@/lib/query';
import { useSignedIn } from '@/lib/session';
import { Page } from '@/ui/Page';
import { Section } from '@/ui/parts';
import { StationPlace } from '@/ui/StationPlace';
import { WayThere } from '@/ui/WayThere';
import { View } from '@tarojs/components';
import { StationMap } from './map';

/** Where parcels can be fetched: on the county's map, and the nearest to one's own village first. */
export default function StationsPage() {
  const signedIn = useSignedIn();
  const addresses = useQuery(Addresses, {}, { skip: !signedIn });
  const own = addresses.data?.addresses;
  const near = (own?.find(({ isDefault }) => isDefault) ?? own?.[0])?.divisionCode ?? null;
  // One question, from where one lives: without an address, or a sign-in, it is asked from nowhere.
  const waits = signedIn && !own && !addresses.problem;
  const query = useQuery(Stations, { near }, { skip: waits });
  return (
    <Page
      query={query}
      isEmpty={({ countyStations }) => countyStations.length === 0}
      empty={{ text: '还没有收包裹的服务站', more: '买的东西先送到家' }}
    >
      {({ countyStations, homeTownships }) => (
        <>
          <StationMap stations={countyStations} townships={homeTownships ?? []} />
          {countyStations.map((station, i) => (
            <Section key={station.stationPartyId} title={`${i + 1}　${station.name}`}>
              <StationPlace of={station} distanceMetres={station.distanceMetres} />
              <View className="buttons">
                <WayThere small to={station} />
              </View>
            </Section>
          ))}
        </>
      )}
    </Page>
  );
}
