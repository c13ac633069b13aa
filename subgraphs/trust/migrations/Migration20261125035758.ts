import { Migration } from '@mikro-orm/migrations';

export class Migration20261125035758 extends Migration {

  override name = 'Migration20261125035758';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Delegation\` (\`id\` varchar(26) not null, \`delegatorId\` varchar(64) not null, \`agentId\` varchar(64) not null, \`stationId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`rights\` mediumtext not null, \`state\` varchar(40) not null, \`way\` varchar(40) not null, \`askedAtMs\` bigint not null, \`codeDueAtMs\` bigint null, \`grantedAtMs\` bigint null, \`untilMs\` bigint not null, \`endedAtMs\` bigint null, \`endedBy\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Delegation\` add index \`Delegation_delegatorId_state_index\` (\`delegatorId\`, \`state\`);`);
    this.addSql(`alter table \`Delegation\` add index \`Delegation_agentId_askedAtMs_index\` (\`agentId\`, \`askedAtMs\`);`);
    this.addSql(`alter table \`Delegation\` add index \`Delegation_codeDueAtMs_index\` (\`codeDueAtMs\`);`);

    this.addSql(`alter table \`PhoneCode\` add \`purpose\` varchar(40) not null;`);

    this.addSql(`alter table \`Session\` add \`delegationId\` varchar(64) null;`);
    this.addSql(`alter table \`Session\` add index \`Session_delegationId_index\` (\`delegationId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`Delegation\`;`);

    this.addSql(`alter table \`PhoneCode\` drop column \`purpose\`;`);

    this.addSql(`alter table \`Session\` drop index \`Session_delegationId_index\`;`);
    this.addSql(`alter table \`Session\` drop column \`delegationId\`;`);
  }

}
