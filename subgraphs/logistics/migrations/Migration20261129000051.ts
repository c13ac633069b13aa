import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000051 extends Migration {

  override name = 'Migration20261129000051';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AgreedContract\` (\`contractId\` varchar(26) not null, \`sellerPartyId\` varchar(26) not null, \`carrierPartyId\` varchar(26) not null, \`validFrom\` varchar(10) not null, \`validUntil\` varchar(10) not null, \`signedAtMs\` bigint not null, \`terms\` mediumtext not null, primary key (\`contractId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AgreedContract\` add index \`AgreedContract_sellerPartyId_carrierPartyId_validUntil_index\` (\`sellerPartyId\`, \`carrierPartyId\`, \`validUntil\`);`);
  }

}
