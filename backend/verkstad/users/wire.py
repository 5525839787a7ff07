"""What crosses the network about people."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, StringConstraints

from verkstad.kernel.wire import Day, Flag, Incoming, Line, Moment, Outgoing

Role = Literal["admin", "coordinator", "employee", "guest"]
Language = Literal["sv", "en"]
Theme = Literal["system", "light", "dark"]
Scope = Literal["read", "write"]


def _lower(value: str) -> str:
    return value.lower()


EMAIL_PATTERN = r"^[^@\s\u0000-\u001f\u007f-\u009f]+@[^@\s\u0000-\u001f\u007f-\u009f]+$"
Email = Annotated[
    str,
    Line(254, least=3),
    StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$"),
    AfterValidator(_lower),
    Field(examples=["asa.oberg@example.se"], json_schema_extra={"pattern": EMAIL_PATTERN}),
]
Name = Annotated[str, Line(120, least=1), Field(examples=["Åsa Öberg"])]
Password = Annotated[SecretStr, Field(min_length=1, max_length=256)]
NewPassword = Annotated[
    SecretStr, Field(min_length=10, max_length=256, description="At least ten characters; nothing else is asked of it.")
]
OneTimeToken = Annotated[str, Line(64, least=1), Field(examples=["2vIXDJTpn1nE2lPuN5cU1xVB4zWyQHdk"])]


class SignIn(Incoming):
    """An e-mail address and a password."""

    email: Annotated[str, Line(254, least=1), AfterValidator(_lower), Field(examples=["asa.oberg@example.se"])]
    password: Password


class AdministrationOut(Outgoing):
    """The administration that a person belongs to."""

    id: str
    name: str


class Me(Outgoing):
    """The one who is signed in."""

    id: str
    name: str
    email: str
    title: str
    unit: str
    role: Role
    administration: AdministrationOut
    language: Language
    theme: Theme
    introduced: bool = Field(description="Whether the sentence on how a plan works has been put away.")
    updated_at: Moment
    updated_by: str | None


class SessionOut(Outgoing):
    """A sign-in, and whose it is."""

    person: Me
    scope: Scope
    expires_at: Moment | None


class SessionRow(Outgoing):
    """One browser where the person is signed in."""

    id: str
    created_at: Moment
    expires_at: Moment
    agent: str
    current: bool


class SetupState(Outgoing):
    """What a page must know before anyone is signed in."""

    needed: bool = Field(description="True until the first administrator is made.")
    demo: bool
    name: str = Field(description="The name of the product, a setting.")
    default_language: Language


class SetUp(Incoming):
    """The first administrator, with the code that the server printed when it started."""

    code: OneTimeToken
    administration: Annotated[str, Line(120, least=1), Field(examples=["Arbetsmarknadsförvaltningen"])]
    name: Name
    email: Email
    password: NewPassword
    language: Language = "sv"


class SettingsIn(Incoming):
    """A person's own settings; what is left out stays."""

    name: Name | None = None
    language: Language | None = None
    theme: Theme | None = None
    introduced: Flag | None = None


class PasswordIn(Incoming):
    """A new password, and the present one to show that it is you."""

    current: Password
    new: NewPassword


class TokenIn(Incoming):
    """A personal access token to make."""

    name: Annotated[str, Line(80, least=1), Field(examples=["Veckorapporten"])]
    scope: Scope
    expires_on: Day | None = Field(default=None, description="The last day that it works; null for no end.")


class TokenOut(Outgoing):
    """A personal access token; its secret is never shown again."""

    id: str
    name: str
    scope: Scope
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None


class NewToken(TokenOut):
    """A token that was just made, with the secret that goes into `Authorization: Bearer`."""

    secret: str


class Person(Outgoing):
    """A person in the directory, as far as the reader may see."""

    id: str
    name: str
    title: str
    unit: str
    role: Role
    state: Literal["active", "invited", "disabled"]
    email: str | None = Field(description="Only for administrators, and on oneself.")
    updated_at: Moment
    updated_by: str | None


class PersonIn(Incoming):
    """A person to invite."""

    name: Name
    email: Email
    title: Annotated[str, Line(120)] = ""
    unit: Annotated[str, Line(120)] = ""


class PeopleIn(Incoming):
    """People to invite, all with the same role."""

    role: Role
    people: list[PersonIn] = Field(min_length=1, max_length=200)


class Invited(Outgoing):
    """A person and the one-time link that lets them in."""

    person: Person
    link: str = Field(
        description="A path with the secret after `#`, shown once.", examples=["/join#2vIXDJTpn1nE2lPuN5cU"]
    )
    expires_at: Moment


class Link(Outgoing):
    """A new one-time link, in the place of an earlier one."""

    link: str = Field(description="A path with the secret after `#`, shown once.")
    expires_at: Moment


class PersonChange(Incoming):
    """What an administrator changes of a person; what is left out stays."""

    name: Name | None = None
    title: Annotated[str, Line(120)] | None = None
    unit: Annotated[str, Line(120)] | None = None
    role: Role | None = None
    disabled: Flag | None = None


class InvitationToken(Incoming):
    """The secret of a one-time link."""

    token: OneTimeToken


class InvitationOut(Outgoing):
    """Who a one-time link is for."""

    name: str
    email: str
    administration: str


class Acceptance(Incoming):
    """The secret of a one-time link and the password that its person chooses."""

    token: OneTimeToken
    password: NewPassword
