import { Migration } from '@mikro-orm/migrations';

export class Migration20261129111233 extends Migration {

  override name = 'Migration20261129111233';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PriceBand\` (\`id\` varchar(26) not null, \`categoryId\` varchar(40) not null, \`pricingType\` varchar(40) not null, \`per\` varchar(40) not null, \`minFen\` bigint not null, \`maxFen\` bigint not null, \`issuer\` varchar(80) not null, \`document\` varchar(80) not null, \`effectiveAtMs\` bigint not null, \`endsAtMs\` bigint null, \`appliedAtMs\` bigint null, \`endedAtMs\` bigint null, \`publishedByAccountId\` varchar(64) not null, \`publishedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PriceBand\` add index \`PriceBand_appliedAtMs_effectiveAtMs_index\` (\`appliedAtMs\`, \`effectiveAtMs\`);`);
    this.addSql(`alter table \`PriceBand\` add index \`PriceBand_endedAtMs_endsAtMs_index\` (\`endedAtMs\`, \`endsAtMs\`);`);
    this.addSql(`alter table \`PriceBand\` add unique \`PriceBand_categoryId_effectiveAtMs_unique\` (\`categoryId\`, \`effectiveAtMs\`);`);
  }

}
