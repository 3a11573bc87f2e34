using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

/// <summary>Rules of the mapping that no fixture has a record for.</summary>
public sealed class MappingTests
{
    [Fact]
    public void A_bad_time_costs_that_field_and_is_told()
    {
        var document = Documents.Of("""{"eventTime":"yesterday","eventName":"X","userIdentity":{"sessionContext":{"attributes":{"creationDate":"soon"}}}}""");
        document.Field("@timestamp").ShouldBeNull();
        document.Field("event.action").ShouldBe("X");
        document.Field("error.message")!.ShouldContain("yesterday");
        document.Field("error.message")!.ShouldContain("soon");
        document.Field("event.kind").ShouldBe("pipeline_error");
    }

    [Theory]
    [InlineData("2026-05-01T08:30:00Z", "2026-05-01T08:30:00.000Z")]
    [InlineData("2026-05-01T08:30:00.1239+02:00", "2026-05-01T06:30:00.123Z")]
    [InlineData("20260501T083000Z", "2026-05-01T08:30:00.000Z")]
    public void Times_are_utc_with_milliseconds(string time, string expected) =>
        Documents.Of($$"""{"eventTime":"{{time}}"}""").Field("@timestamp").ShouldBe(expected);

    [Theory]
    [InlineData("TLSv1.3", "tls", "1.3")]
    [InlineData("1.2", null, "1.2")]
    [InlineData("tlsVersion", null, null)]
    public void A_tls_version_is_split_at_its_v(string version, string? protocol, string? number)
    {
        var document = Documents.Of($$$"""{"tlsDetails":{"tlsVersion":"{{{version}}}","cipherSuite":"c","keyExchange":"X25519","clientProvidedHostHeader":"host.example"}}""");
        document.Field("tls.version_protocol").ShouldBe(protocol);
        document.Field("tls.version").ShouldBe(number);
        document.Field("tls.cipher").ShouldBe(version == "tlsVersion" ? null : "c");
        document.Field("aws.cloudtrail.tls_details.key_exchange").ShouldBe(version == "tlsVersion" ? null : "X25519");
        document.Field("related.hosts").ShouldBe(version == "tlsVersion" ? null : """["host.example"]""");
    }

    [Fact]
    public void A_session_with_an_address_as_its_name_has_an_email()
    {
        var document = Documents.Of("""
            {"userIdentity":{"type":"IdentityCenterUser","arn":"arn:aws-cn:sts::1:assumed-role/sso/ann@example.com","onBehalfOf":{"userId":"u-1","identityStoreArn":"s"}}}
            """);
        document.Field("user").ShouldBe("""{"id":"u-1","email":"ann@example.com"}""");
        document.Field("related.user").ShouldBe("""["ann@example.com","ann","u-1"]""");
        document.Field("aws.cloudtrail.user_identity.on_behalf_of").ShouldBe("""{"user_id":"u-1","identity_store_arn":"s"}""");
    }

    [Fact]
    public void A_sign_in_moves_the_name_from_beside_the_identity()
    {
        var document = Documents.Of("""{"eventName":"UserAuthentication","userIdentity":{"type":"IdentityCenterUser"},"additionalEventData":{"UserName":"ann","LoginTo":"x"}}""");
        document.Field("user.name").ShouldBe("ann");
        document.Field("aws.cloudtrail.additional_eventdata").ShouldBe("{LoginTo=x}");
        Documents.Of("""{"eventName":"UserAuthentication","additionalEventData":{"UserName":"ann"}}""").Field("aws.cloudtrail.additional_eventdata").ShouldBeNull();
        Documents.Of("""{"eventName":"Other","additionalEventData":{"UserName":"ann"}}""").Field("aws.cloudtrail.flattened.additional_eventdata.UserName").ShouldBe("ann");
    }

    [Fact]
    public void A_console_sign_in_tells_what_was_used_as_far_as_the_record_does()
    {
        const string Additional = "aws.cloudtrail.console_login.additional_eventdata";
        var record = """{"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":"Yes","MobileVersion":"No","LoginTo":"https://x"},"responseElements":{"ConsoleLogin":"Failure"}}""";
        Documents.Of(record).Field(Additional).ShouldBe("""{"mobile_version":false,"mfa_used":true,"login_to":"https://x"}""");
        Documents.Of(record).Field("event.outcome").ShouldBe("failure");
        Documents.Of("""{"eventName":"ConsoleLogin","additionalEventData":{"LoginTo":"x"}}""").Field(Additional).ShouldBe("""{"login_to":"x"}""");
        Documents.Of(record.Replace("ConsoleLogin\",\"add", "Other\",\"add", StringComparison.Ordinal)).Field(Additional).ShouldBeNull();
    }

    [Theory]
    [InlineData("errorCode")]
    [InlineData("errorMessage")]
    public void An_error_of_either_kind_is_a_failure(string member)
    {
        Documents.Of($$"""{"{{member}}":"200"}""").Field("event.outcome").ShouldBe("failure");
        Documents.Of($$"""{"{{member}}":""}""").Field("event.outcome").ShouldBe("success");
    }

    [Fact]
    public void A_service_is_no_user()
    {
        var linked = """{"userIdentity":{"type":"AssumedRole","principalId":"P","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::1:role/aws-service-role/ecs.amazonaws.com/R","userName":"R"}}}}""";
        Documents.Of(linked).Field("service.name").ShouldBe("ecs.amazonaws.com");
        Documents.Of(linked).Field("user").ShouldBeNull();
        Documents.Of("""{"userIdentity":{"type":"AWSService","invokedBy":"s3.amazonaws.com","userName":"x"}}""").Field("service.name").ShouldBe("s3.amazonaws.com");
    }

    [Fact]
    public void A_resource_that_is_listed_twice_is_one()
    {
        var document = Documents.Of("""{"resources":[{"ARN":"a","accountId":"1","x":1},{"arn":"b"},{"ARN":"a","accountId":"1","x":2},"odd","odd"]}""");
        document.Field("aws.cloudtrail.resources").ShouldBe("""[{"arn":"a","account_id":"1","x":2},{"arn":"b"},"odd","odd"]""");
        Documents.Of("""{"resources":"text"}""").Field("aws.cloudtrail.resources").ShouldBe("text");
    }

    [Fact]
    public void Instances_are_found_wherever_a_record_names_them() =>
        Documents.Of("""
            {"sourceIPAddress":"host.example.com","resources":[{"ARN":"arn:aws:ec2:x:1:instance/i-0000000000000001a"}],
             "requestParameters":{"computerName":"pc","target":"i-00000002","instanceIds":["i-00000003","i-4","mi-000000005"]},
             "responseElements":{"instancesSet":{"items":[{"instanceId":"i-00000006"},{"instanceId":"i-00000003"}]}}}
            """).Field("related.hosts").ShouldBe("""["host.example.com","pc","i-0000000000000001a","i-00000002","i-00000003","i-00000006"]""");

    [Theory]
    [InlineData("AWS Internal")]
    [InlineData("ec2.amazonaws.com")]
    [InlineData("1.2.3.400")]
    [InlineData("010.1.2.3")]
    public void An_address_is_an_ip_only_if_it_is_one(string address) =>
        Documents.Of($$"""{"sourceIPAddress":"{{address}}"}""").Field("source").ShouldBe($$"""{"address":"{{address}}"}""");

    [Fact]
    public void The_table_of_calls_has_all_of_them()
    {
        EventClass.Count.ShouldBe(91);
        Documents.Of("""{"eventName":"AddUserToGroup"}""").Field("event.type").ShouldBe("""["group","change"]""");
        Documents.Of("""{"eventName":"RunInstances"}""").Field("event.category").ShouldBeNull();
    }

    [Fact]
    public void An_object_is_no_value_of_a_plain_field()
    {
        var document = Documents.Of("""{"eventName":{"a":1},"userAgent":["a","b"],"userIdentity":"x","requestParameters":"text"}""");
        document.Field("event.action").ShouldBeNull();
        document.Field("user_agent.original").ShouldBe("""["a","b"]""");
        document.Field("aws.cloudtrail.request_parameters").ShouldBe("text");
        document.Field("aws.cloudtrail.flattened").ShouldBeNull();
    }
}
