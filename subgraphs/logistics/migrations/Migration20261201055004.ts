import { Migration } from '@mikro-orm/migrations';

export class Migration20261201055004 extends Migration {

  override name = 'Migration20261201055004';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Facility\` add \`sellerPartyId\` varchar(64) null;`);
    this.addSql(`alter table \`Facility\` add index \`Facility_sellerPartyId_index\` (\`sellerPartyId\`);`);

    this.addSql(`alter table \`Handover\` add \`storeRecord\` mediumtext null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Facility\` drop index \`Facility_sellerPartyId_index\`;`);
  }

}
