package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	"github.com/aws/smithy-go"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	// Endpoint, region and the user's keys come from the environment.
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, nil)
	if err != nil {
		return err
	}
	fmt.Println("identity", *identity.Arn)

	assumed, err := sts.NewFromConfig(cfg).AssumeRole(ctx, &sts.AssumeRoleInput{
		RoleArn:         aws.String(os.Getenv("ROLE_ARN")),
		RoleSessionName: aws.String("from-go"),
		ExternalId:      aws.String(os.Getenv("EXTERNAL_ID")),
		SerialNumber:    aws.String(os.Getenv("MFA_SERIAL")),
		TokenCode:       aws.String(os.Getenv("MFA_CODE")),
		Tags:            []types.Tag{{Key: aws.String("Team"), Value: aws.String("blue")}},
		Policy: aws.String(`{"Version":"2012-10-17","Statement":[
			{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}`),
	})
	if err != nil {
		return err
	}
	fmt.Println("session", *assumed.AssumedRoleUser.Arn)

	issued := assumed.Credentials
	session := iam.NewFromConfig(cfg, func(o *iam.Options) {
		o.Credentials = credentials.NewStaticCredentialsProvider(
			*issued.AccessKeyId, *issued.SecretAccessKey, *issued.SessionToken)
	})
	role, err := session.GetRole(ctx, &iam.GetRoleInput{RoleName: aws.String("deploy")})
	if err != nil {
		return err
	}
	fmt.Println("role", *role.Role.Arn)

	// The role may list users; the session policy above does not let this session.
	_, err = session.ListUsers(ctx, nil)
	var refusal smithy.APIError
	var answer *awshttp.ResponseError
	if !errors.As(err, &refusal) || !errors.As(err, &answer) {
		return fmt.Errorf("not refused: %w", err)
	}
	fmt.Println("refused", refusal.ErrorCode(), answer.ServiceRequestID(), refusal.ErrorMessage())
	return nil
}
