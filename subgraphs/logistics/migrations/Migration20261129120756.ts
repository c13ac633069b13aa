import { Migration } from '@mikro-orm/migrations';

export class Migration20261129120756 extends Migration {

  override name = 'Migration20261129120756';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Shipment\` add \`endedAtMs\` bigint null;`);
  }

}
