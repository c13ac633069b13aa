import { Migration } from '@mikro-orm/migrations';

export class Migration20261125194055 extends Migration {

  override name = 'Migration20261125194055';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ClientKey\` (\`id\` varchar(26) not null, \`clientId\` varchar(64) not null, \`jwk\` mediumtext not null, \`thumbprint\` varchar(43) not null, \`addedAtMs\` bigint not null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ClientKey\` add index \`ClientKey_clientId_endedAtMs_index\` (\`clientId\`, \`endedAtMs\`);`);

    this.addSql(`create table \`ClientUsage\` (\`id\` varchar(26) not null, \`clientId\` varchar(64) not null, \`day\` varchar(10) not null, \`scope\` varchar(40) not null, \`calls\` int not null, \`refused\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ClientUsage\` add index \`ClientUsage_day_index\` (\`day\`);`);
    this.addSql(`alter table \`ClientUsage\` add unique \`ClientUsage_clientId_day_scope_unique\` (\`clientId\`, \`day\`, \`scope\`);`);

    this.addSql(`create table \`IdentityCode\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`clientId\` varchar(64) not null, \`codeHash\` varchar(43) not null, \`expiresAtMs\` bigint not null, \`usedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`IdentityCode\` add index \`IdentityCode_expiresAtMs_index\` (\`expiresAtMs\`);`);
    this.addSql(`alter table \`IdentityCode\` add unique \`IdentityCode_clientId_codeHash_unique\` (\`clientId\`, \`codeHash\`);`);

    this.addSql(`create table \`PartnerGrant\` (\`id\` varchar(26) not null, \`clientId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`scope\` varchar(40) not null, \`active\` tinyint(1) not null, \`changedAtMs\` bigint not null, \`changedBy\` varchar(64) not null, \`endedByParty\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PartnerGrant\` add index \`PartnerGrant_partyId_active_index\` (\`partyId\`, \`active\`);`);
    this.addSql(`alter table \`PartnerGrant\` add unique \`PartnerGrant_clientId_partyId_scope_unique\` (\`clientId\`, \`partyId\`, \`scope\`);`);

    this.addSql(`create table \`UsedAssertion\` (\`id\` varchar(64) not null, \`untilMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`UsedAssertion\` add index \`UsedAssertion_untilMs_index\` (\`untilMs\`);`);

    this.addSql(`create table \`WebhookDelivery\` (\`id\` varchar(26) not null, \`endpointId\` varchar(64) not null, \`eventId\` varchar(64) not null, \`type\` varchar(40) not null, \`payload\` mediumtext not null, \`state\` varchar(40) not null, \`attempts\` int not null, \`nextAtMs\` bigint not null, \`lastStatus\` int null, \`lastError\` varchar(255) null, \`createdAtMs\` bigint not null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`WebhookDelivery\` add index \`WebhookDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);
    this.addSql(`alter table \`WebhookDelivery\` add index \`WebhookDelivery_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`WebhookDelivery\` add unique \`WebhookDelivery_endpointId_eventId_unique\` (\`endpointId\`, \`eventId\`);`);

    this.addSql(`create table \`WebhookEndpoint\` (\`id\` varchar(26) not null, \`clientId\` varchar(64) not null, \`url\` varchar(500) not null, \`eventTypes\` mediumtext not null, \`secretSealed\` text not null, \`formerSecretSealed\` text null, \`formerUntilMs\` bigint null, \`state\` varchar(40) not null, \`stateReason\` varchar(255) null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`WebhookEndpoint\` add index \`WebhookEndpoint_clientId_state_index\` (\`clientId\`, \`state\`);`);

    this.addSql(`alter table \`ApiClient\` add \`minuteMax\` int null, add \`dayMax\` int null;`);

    this.addSql(`alter table \`Session\` add \`scopes\` mediumtext null;`);

    this.addSql(`alter table \`TradeMilestone\` add \`changedAtMs\` bigint null;`);
    this.addSql(`alter table \`TradeMilestone\` add index \`TradeMilestone_partyId_changedAtMs_orderId_index\` (\`partyId\`, \`changedAtMs\`, \`orderId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`ClientKey\`;`);
    this.addSql(`drop table if exists \`ClientUsage\`;`);
    this.addSql(`drop table if exists \`IdentityCode\`;`);
    this.addSql(`drop table if exists \`PartnerGrant\`;`);
    this.addSql(`drop table if exists \`UsedAssertion\`;`);
    this.addSql(`drop table if exists \`WebhookDelivery\`;`);
    this.addSql(`drop table if exists \`WebhookEndpoint\`;`);

    this.addSql(`alter table \`ApiClient\` drop column \`minuteMax\`, drop column \`dayMax\`;`);

    this.addSql(`alter table \`Session\` drop column \`scopes\`;`);

    this.addSql(`alter table \`TradeMilestone\` drop index \`TradeMilestone_partyId_changedAtMs_orderId_index\`;`);
    this.addSql(`alter table \`TradeMilestone\` drop column \`changedAtMs\`;`);
  }

}
