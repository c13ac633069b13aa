import { Migration } from '@mikro-orm/migrations';

export class Migration20261128043153 extends Migration {

  override name = 'Migration20261128043153';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Shipment\` add \`stoppedAtMs\` bigint null, add \`stopCause\` varchar(40) null, add \`stopLotCode\` varchar(80) null;`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_stoppedAtMs_index\` (\`stoppedAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Shipment\` drop index \`Shipment_stoppedAtMs_index\`;`);
  }

}
