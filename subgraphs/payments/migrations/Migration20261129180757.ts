import { Migration } from '@mikro-orm/migrations';

export class Migration20261129180757 extends Migration {

  override name = 'Migration20261129180757';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Settlement\` add \`stationPartyId\` varchar(64) null;`);
  }

}
