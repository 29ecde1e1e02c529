in vec2 texel;

uniform sampler2D picture;

out vec4 color; // premultiplied

void main()
{
    color = texelFetch(picture, ivec2(texel), 0);
}
