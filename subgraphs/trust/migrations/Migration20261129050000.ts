import { Migration } from '@mikro-orm/migrations';

export class Migration20261129050000 extends Migration {

  override name = 'Migration20261129050000';

  override up(): void | Promise<void> {
    // A claim of before is about a refused parcel.
    this.addSql(`alter table \`Claim\` add \`about\` varchar(40) not null default 'parcel', add \`aboutId\` varchar(64) not null default '', add \`weighed\` mediumtext null;`);
    this.addSql(`update \`Claim\` set \`aboutId\` = \`shipmentId\`;`);
    this.addSql(`alter table \`Claim\` alter column \`about\` drop default, alter column \`aboutId\` drop default;`);
    this.addSql(`alter table \`Claim\` drop index \`Claim_shipmentId_unique\`;`);
    this.addSql(`alter table \`Claim\` add unique \`Claim_aboutId_unique\` (\`aboutId\`);`);
  }

}
