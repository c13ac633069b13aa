import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082358 extends Migration {

  override name = 'Migration20261130082358';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Checkout\` add \`agentId\` varchar(64) null, add \`stationPartyId\` varchar(64) null, add \`forWhom\` varchar(255) null;`);
    this.addSql(`alter table \`Checkout\` add index \`Checkout_stationPartyId_placedAtMs_index\` (\`stationPartyId\`, \`placedAtMs\`);`);

    this.addSql(`alter table \`Order\` add \`boughtThrough\` varchar(255) null;`);

    this.addSql(`alter table \`Quote\` add \`errand\` mediumtext null;`);
  }

}
