in vec2 place;
flat in vec4 fill_color;
flat in float contrast;

uniform sampler2D atlas;

out vec4 color; // premultiplied

void main()
{
    float cover = texture(atlas, place).r;
    color = fill_color * (cover + contrast * cover * (1.0 - cover));
}
