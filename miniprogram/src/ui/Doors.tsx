import { View } from '@tarojs/components';
import { Icon, type IconName } from './Icon';
import { Section } from './parts';

export interface Door {
  icon: IconName;
  label: string;
  onTap: () => unknown;
}

/** Where one can go from here: pictures that one knows again, each with its word. */
export const Doors = ({ title, doors }: { title?: string; doors: readonly Door[] }) => (
  <Section title={title}>
    <View className="row wrap">
      {doors.map(({ icon, label, onTap }) => (
        <View key={label} className="half row gap-3 act" aria-role="button" onClick={() => void onTap()}>
          <Icon name={icon} size={28} />
          <View className="grow">{label}</View>
        </View>
      ))}
    </View>
  </Section>
);
