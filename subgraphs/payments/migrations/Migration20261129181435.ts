import { Migration } from '@mikro-orm/migrations';

export class Migration20261129181435 extends Migration {

  override name = 'Migration20261129181435';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Withdrawal\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`merchant\` varchar(40) not null, \`amountFen\` bigint not null, \`outRequestNo\` varchar(32) not null, \`withdrawId\` varchar(64) null, \`bank\` varchar(100) null, \`accountTail\` varchar(8) null, \`state\` varchar(40) not null, \`openFor\` varchar(40) null, \`askedBy\` varchar(64) not null, \`createdAtMs\` bigint not null, \`paidAtMs\` bigint null, \`bookedAtMs\` bigint null, \`nextAtMs\` bigint null, \`attempts\` int not null default 0, \`lastError\` varchar(200) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Withdrawal\` add unique \`Withdrawal_outRequestNo_unique\` (\`outRequestNo\`);`);
    this.addSql(`alter table \`Withdrawal\` add index \`Withdrawal_withdrawId_index\` (\`withdrawId\`);`);
    this.addSql(`alter table \`Withdrawal\` add unique \`Withdrawal_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`Withdrawal\` add index \`Withdrawal_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`Withdrawal\` add index \`Withdrawal_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`Withdrawal\` add index \`Withdrawal_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);
  }

}
