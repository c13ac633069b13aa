import { Migration } from '@mikro-orm/migrations';

export class Migration20261129114552 extends Migration {

  override name = 'Migration20261129114552';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PoolShare\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`harvestId\` varchar(64) not null, \`growerId\` varchar(64) not null, \`parts\` int not null, \`grade\` varchar(20) not null, \`priceFen\` bigint not null, \`state\` varchar(40) not null, \`offeredAtMs\` bigint not null, \`answerDueAtMs\` bigint not null, \`answeredAtMs\` bigint null, \`accountId\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PoolShare\` add index \`PoolShare_growerId_index\` (\`growerId\`);`);
    this.addSql(`alter table \`PoolShare\` add index \`PoolShare_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`PoolShare\` add index \`PoolShare_state_answerDueAtMs_index\` (\`state\`, \`answerDueAtMs\`);`);
    this.addSql(`alter table \`PoolShare\` add index \`PoolShare_partyId_offeredAtMs_index\` (\`partyId\`, \`offeredAtMs\`);`);
    this.addSql(`alter table \`PoolShare\` add unique \`PoolShare_lotId_harvestId_unique\` (\`lotId\`, \`harvestId\`);`);

    this.addSql(`alter table \`MemberGrower\` add \`accountId\` varchar(64) null;`);
    this.addSql(`alter table \`MemberGrower\` add index \`MemberGrower_accountId_index\` (\`accountId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`MemberGrower\` drop index \`MemberGrower_accountId_index\`;`);

    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}
