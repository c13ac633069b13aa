import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000514 extends Migration {

  override name = 'Migration20261129000514';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Claim\` (\`id\` varchar(26) not null, \`number\` varchar(40) not null, \`shipmentId\` varchar(64) not null, \`orderId\` varchar(64) not null, \`orderNumber\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`sellerPartyId\` varchar(64) not null, \`cause\` varchar(40) not null, \`amountFen\` bigint not null, \`held\` mediumtext not null, \`clause\` varchar(40) not null, \`state\` varchar(40) not null, \`openedAtMs\` bigint not null, \`answerDueAtMs\` bigint not null, \`decideDueAtMs\` bigint null, \`decidedBy\` varchar(64) null, \`decidedAtMs\` bigint null, \`finding\` text null, \`reviewDueAtMs\` bigint null, \`confirmedBy\` varchar(64) null, \`reviewNote\` text null, \`fixed\` varchar(40) null, \`fixedAtMs\` bigint null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Claim\` add unique \`Claim_number_unique\` (\`number\`);`);
    this.addSql(`alter table \`Claim\` add unique \`Claim_shipmentId_unique\` (\`shipmentId\`);`);
    this.addSql(`alter table \`Claim\` add index \`Claim_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`Claim\` add index \`Claim_state_answerDueAtMs_index\` (\`state\`, \`answerDueAtMs\`);`);
    this.addSql(`alter table \`Claim\` add index \`Claim_state_decideDueAtMs_index\` (\`state\`, \`decideDueAtMs\`);`);
    this.addSql(`alter table \`Claim\` add index \`Claim_state_reviewDueAtMs_index\` (\`state\`, \`reviewDueAtMs\`);`);
    this.addSql(`alter table \`Claim\` add index \`Claim_state_fixedAtMs_index\` (\`state\`, \`fixedAtMs\`);`);
    this.addSql(`alter table \`Claim\` add index \`Claim_openedAtMs_id_index\` (\`openedAtMs\`, \`id\`);`);

    this.addSql(`create table \`ClaimShare\` (\`id\` varchar(26) not null, \`claimId\` varchar(26) not null, \`part\` varchar(40) not null, \`partyId\` varchar(64) not null, \`permille\` int not null, \`decidedPermille\` int null, \`answer\` varchar(40) null, \`answeredAtMs\` bigint null, \`text\` text null, \`photoIds\` mediumtext null, \`amountFen\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ClaimShare\` add index \`ClaimShare_partyId_claimId_index\` (\`partyId\`, \`claimId\`);`);
    this.addSql(`alter table \`ClaimShare\` add unique \`ClaimShare_claimId_partyId_unique\` (\`claimId\`, \`partyId\`);`);
  }

}
