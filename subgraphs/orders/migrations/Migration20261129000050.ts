import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000050 extends Migration {

  override name = 'Migration20261129000050';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AgreedContract\` (\`contractId\` varchar(26) not null, \`partyId\` varchar(26) not null, \`validFrom\` varchar(10) not null, \`validUntil\` varchar(10) not null, \`signedAtMs\` bigint not null, \`terms\` mediumtext not null, primary key (\`contractId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AgreedContract\` add index \`AgreedContract_partyId_validUntil_index\` (\`partyId\`, \`validUntil\`);`);
  }

}
