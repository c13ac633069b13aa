import Taro from '@tarojs/taro';
import { Button } from './Button';

export const CallButton = ({ phone }: { phone: string }) => (
  <Button
    small
    onTap={() => Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)}
    label={`打电话给${phone}`}
  >
    打电话
  </Button>
);
