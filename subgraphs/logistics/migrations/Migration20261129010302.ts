import { Migration } from '@mikro-orm/migrations';

export class Migration20261129010302 extends Migration {

  override name = 'Migration20261129010302';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Carrier\` add \`collectsPayment\` tinyint(1) not null default false;`);

    this.addSql(`alter table \`Shipment\` add \`doorCheckoutId\` varchar(64) null, add \`doorPaidAtMs\` bigint null;`);
  }

}
